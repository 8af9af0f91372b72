import type { Quarter, QuarterMark, Use } from '#server/demo/ground/quarters';
import type { PlanBlock } from '#server/demo/ground/street-plan';
import { signedArea } from '#server/demo/shape/plane';
import { distance } from '#server/demo/shape/plane';
import { innerPoint, orientedBox } from '#server/demo/shape/polygon';

/** Hectares between the middle lines of the streets that suit a use best. */
const IDEAL_HA: Partial<Record<Use, number>> = {
	school: 2.9,
	college: 30,
	hospital: 3.6,
	park: 3.2,
	square: 1.2,
	mall: 2.8,
	office: 2.2,
	market: 1.8,
	civic: 2,
	industry: 7,
	depot: 3,
	station: 3,
	site: 5
};

const USUAL: Record<Quarter, Use> = {
	old: 'courtyards',
	aged: 'housing',
	mid: 'housing',
	high: 'housing',
	new: 'housing',
	industry: 'industry',
	depot: 'depot',
	station: 'housing',
	campus: 'college',
	civic: 'housing'
};

/** Decides what stands on each block: every quarter first gives its best fitting blocks to what it must hold. */
export function usesOf(blocks: readonly PlanBlock[]): Use[] {
	const uses: Use[] = blocks.map((block) => startingUse(block));
	const marks = new Set(blocks.flatMap((block) => block.mark ?? []));
	for (const mark of marks) {
		for (const want of mark.wants) {
			const free = blocks.flatMap((block, i) => (block.mark === mark && uses[i] === USUAL[mark.quarter] ? [i] : []));
			const best = free.sort((a, b) => misfit(blocks[a], want, mark) - misfit(blocks[b], want, mark))[0];
			if (best !== undefined) uses[best] = want;
		}
	}
	return uses;
}

function startingUse(block: PlanBlock): Use {
	if (!block.mark) return 'leftover';
	if (block.riverside) return 'bank';
	const box = orientedBox(block.ring);
	if (box.short < 42 || signedArea(block.ring) < 3200) return 'leftover';
	return USUAL[block.mark.quarter];
}

function misfit(block: PlanBlock | undefined, use: Use, mark: QuarterMark): number {
	if (!block) return Infinity;
	if (use === 'station') return distance(innerPoint(block.ring), mark.at);
	const box = orientedBox(block.ring);
	const size = Math.abs(Math.log(signedArea(block.ring) / 10_000 / (IDEAL_HA[use] ?? 3)));
	const slim = use === 'park' || use === 'square' ? 0 : Math.max(0, box.long / box.short - 1.8);
	// a crescent around the old town holds houses well, but no sports ground
	const bent = Math.max(0, 0.75 - signedArea(block.ring) / (box.long * box.short)) * 6;
	return size + slim + bent;
}
