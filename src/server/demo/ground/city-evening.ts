import type { Stretch } from '#server/demo/ground/city-quarters';

/** Enough for any town; each move makes communities more equal, so it ends by itself. */
const MOST_MOVES = 4000;

/**
 * Evens communities out: a stretch at the rim of a populous one goes to a neighbour with fewer people, as long as
 * that makes them more equal and leaves the giver in one piece. What hung apart joins a neighbour first.
 */
export function evened(stretches: readonly Stretch[], communityOf: readonly number[]): number[] {
	const neighbours = neighboursOf(stretches);
	const town = { stretches, neighbours, owner: [...communityOf] };
	joinStrays(town);
	const weights = weightsOf(town);
	for (let move = 0; move < MOST_MOVES; move++) {
		const best = bestMove(town, weights);
		if (!best) break;
		const { stretch, to } = best;
		const from = town.owner[stretch] as number;
		const households = stretches[stretch]?.households ?? 0;
		weights[from] = (weights[from] ?? 0) - households;
		weights[to] = (weights[to] ?? 0) + households;
		town.owner[stretch] = to;
	}
	return town.owner;
}

interface Shared {
	readonly stretches: readonly Stretch[];
	readonly neighbours: readonly (readonly number[])[];
	/** Community of every stretch. */
	readonly owner: number[];
}

function weightsOf({ stretches, owner }: Shared): number[] {
	const weights: number[] = [];
	owner.forEach((community, i) => (weights[community] = (weights[community] ?? 0) + (stretches[i]?.households ?? 0)));
	return weights;
}

/** Stretches that share a street, on the same bank of the river. */
function neighboursOf(stretches: readonly Stretch[]): number[][] {
	const sideOwner = new Map<string, number>();
	const each = (use: (a: number, b: number, stretch: number) => void) =>
		stretches.forEach(({ corners }, i) =>
			corners.forEach((a, k) => use(a, corners[(k + 1) % corners.length] as number, i))
		);
	each((a, b, i) => sideOwner.set(`${a}>${b}`, i));
	const neighbours = stretches.map(() => new Set<number>());
	each((a, b, i) => {
		const other = sideOwner.get(`${b}>${a}`);
		if (other === undefined || stretches[other]?.northOfRiver !== stretches[i]?.northOfRiver) return;
		neighbours[i]?.add(other);
	});
	return neighbours.map((set) => [...set]);
}

interface Move {
	readonly stretch: number;
	readonly to: number;
	readonly gain: number;
}

function bestMove(town: Shared, weights: readonly number[]): Move | null {
	const moves: Move[] = [];
	town.owner.forEach((from, stretch) => {
		const households = town.stretches[stretch]?.households ?? 0;
		for (const other of town.neighbours[stretch] ?? []) {
			const to = town.owner[other] as number;
			// the fall of the sum of squares when it moves
			const gain = 2 * households * ((weights[from] ?? 0) - (weights[to] ?? 0) - households);
			if (to !== from && gain > 1000) moves.push({ stretch, to, gain });
		}
	});
	return moves.sort((a, b) => b.gain - a.gain).find(({ stretch }) => staysWhole(town, stretch)) ?? null;
}

/** Whether a stretch's community hangs together without it, and is not gone. */
function staysWhole({ neighbours, owner }: Shared, without: number): boolean {
	const community = owner[without];
	const own = owner.flatMap((other, i) => (other === community && i !== without ? [i] : []));
	return own.length > 0 && pieceOf(neighbours, own[0] as number, new Set(own)).size === own.length;
}

function pieceOf(neighbours: Shared['neighbours'], start: number, own: ReadonlySet<number>): Set<number> {
	const piece = new Set([start]);
	for (const at of piece) for (const next of neighbours[at] ?? []) if (own.has(next)) piece.add(next);
	return piece;
}

function joinStrays(town: Shared): void {
	const { neighbours, owner, stretches } = town;
	const communities = Map.groupBy(owner.keys(), (i) => owner[i] as number);
	for (const [community, list] of communities) {
		const left = new Set(list);
		const pieces: Set<number>[] = [];
		while (left.size > 0) {
			const piece = pieceOf(neighbours, [...left][0] as number, left);
			pieces.push(piece);
			for (const i of piece) left.delete(i);
		}
		const weigh = (piece: Set<number>) => [...piece].reduce((sum, i) => sum + (stretches[i]?.households ?? 0), 0);
		for (const piece of pieces.sort((a, b) => weigh(b) - weigh(a)).slice(1)) {
			const beside = [...piece].flatMap((i) => neighbours[i] ?? []).find((other) => owner[other] !== community);
			if (beside !== undefined) for (const i of piece) owner[i] = owner[beside] as number;
		}
	}
}
