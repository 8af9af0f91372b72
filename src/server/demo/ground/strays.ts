import type { QuarterMark } from '#server/demo/ground/quarters';
import type { PlanBlock } from '#server/demo/ground/street-plan';

/**
 * Makes every community one piece of ground: blocks cut off from the largest part of their community go to the
 * community they share most sides with. They keep their quarter and want nothing more.
 */
export function gatheredStrays(blocks: readonly PlanBlock[]): PlanBlock[] {
	const neighbours = neighboursOf(blocks);
	const gathered = [...blocks];
	const copies = new Map<string, QuarterMark>();
	// what a stray is given to may have been a stray itself
	for (let round = 0; round < 6; round++) {
		const strays = straysOf(gathered, neighbours);
		if (strays.length === 0) break;
		const lost = new Set(strays);
		for (const stray of strays) {
			const block = gathered[stray] as PlanBlock;
			const around = (neighbours[stray] ?? []).filter((other) => !lost.has(other) && gathered[other]?.mark);
			const community = mostOf(around.map((other) => gathered[other]?.mark?.community as number));
			if (community === undefined || !block.mark) continue;
			gathered[stray] = { ...block, mark: copyFor(copies, block.mark, community) };
			lost.delete(stray);
		}
	}
	return gathered;
}

/** One copy for all blocks of a quarter that go to the same community. */
function copyFor(copies: Map<string, QuarterMark>, mark: QuarterMark, community: number): QuarterMark {
	const key = `${mark.at.join()}/${community}`;
	const copy = copies.get(key) ?? { ...mark, community, wants: [] };
	copies.set(key, copy);
	return copy;
}

/** By block, one entry for each shared side. */
function neighboursOf(blocks: readonly PlanBlock[]): number[][] {
	const owner = new Map<string, number>();
	const each = (use: (from: number, to: number, block: number) => void) =>
		blocks.forEach(({ corners }, block) =>
			corners.forEach((from, i) => use(from, corners[(i + 1) % corners.length] as number, block))
		);
	each((from, to, block) => owner.set(`${from}>${to}`, block));
	const neighbours: number[][] = blocks.map(() => []);
	each((from, to, block) => {
		const other = owner.get(`${to}>${from}`);
		if (other !== undefined) neighbours[block]?.push(other);
	});
	return neighbours;
}

/** Blocks outside of the largest piece of their community. */
function straysOf(blocks: readonly PlanBlock[], neighbours: readonly (readonly number[])[]): number[] {
	const piece = new Map<number, number[]>();
	const pieces: { community: number; blocks: number[] }[] = [];
	blocks.forEach((block, start) => {
		const community = block.mark?.community;
		if (community === undefined || piece.has(start)) return;
		const own = [start];
		piece.set(start, own);
		for (const at of own) {
			for (const next of neighbours[at] ?? []) {
				if (piece.has(next) || blocks[next]?.mark?.community !== community) continue;
				piece.set(next, own);
				own.push(next);
			}
		}
		pieces.push({ community, blocks: own });
	});
	return [...Map.groupBy(pieces, ({ community }) => community).values()].flatMap((parts) =>
		parts
			.sort((a, b) => b.blocks.length - a.blocks.length)
			.slice(1)
			.flatMap((part) => part.blocks)
	);
}

function mostOf(values: readonly number[]): number | undefined {
	const counted = [...Map.groupBy(values, (value) => value)].map(([value, list]) => ({ value, count: list.length }));
	return counted.sort((a, b) => b.count - a.count || a.value - b.value)[0]?.value;
}
