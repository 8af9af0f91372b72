import { better, combine, divideAnew, type Draft, type Ground } from '#domain/division/proposal/multilevel';

/** How large a share of the effort goes into drafts from nothing, and how many there are at most. */
const ANEW_SHARE = 0.3;
const POPULATION = 12;
/** How often a child has only one parent, or one that is made for it. */
const ALONE = 0.15;
const STRANGER = 0.1;

/** After so many children in a row that were no better than the best, a new population is begun: sooner where it is small work. */
const PATIENCE = 40;
const PATIENCE_FEW = 10;
const FEW = 1000;

/**
 * Searches until the effort is spent: drafts from nothing, then children of two of them; a child takes the place of
 * the draft that is most like it among those that are not better (KaFFPaE, Sanders & Schulz 2012). A population that
 * has nothing new to give is left for another one; small communities see many.
 */
export function evolve(ground: Ground): Draft {
	let best: Draft | null = null;
	do {
		const found = oneLine(ground);
		if (!best || better(found, best)) best = found;
	} while (ground.effort.share < 1);
	return best;
}

/** The best draft of one population. */
function oneLine(ground: Ground): Draft {
	const { dice, effort } = ground;
	const drafts: Draft[] = [];
	const until = effort.share + ANEW_SHARE * (1 - effort.share);
	while (drafts.length < 2 || (drafts.length < POPULATION && effort.share < until)) {
		drafts.push(divideAnew(ground));
		if (effort.share >= 1) break;
	}
	const patience = ground.level.n < FEW ? PATIENCE_FEW : PATIENCE;
	let best = drafts.reduce((a, b) => (better(b, a) ? b : a));
	for (let idle = 0; effort.share < 1 && idle < patience; idle++) {
		const first = tournament(drafts, ground);
		const chance = dice.next();
		const second = chance < ALONE ? first : chance < ALONE + STRANGER ? divideAnew(ground) : tournament(drafts, ground);
		const child = combine(ground, first, second);
		settle(drafts, child, ground);
		if (!better(child, best)) continue;
		best = child;
		idle = 0;
	}
	return best;
}

function tournament(drafts: readonly Draft[], { dice }: Ground): Draft {
	const a = drafts[dice.below(drafts.length)]!;
	const b = drafts[dice.below(drafts.length)]!;
	return better(a, b) ? a : b;
}

/** Takes the child in for the one most like it among those that are not better; drops it where all are better. */
function settle(drafts: Draft[], child: Draft, ground: Ground): void {
	let place = -1;
	let nearest = Infinity;
	for (const [i, draft] of drafts.entries()) {
		if (better(draft, child)) continue;
		const apart = difference(ground, draft, child);
		if (apart >= nearest) continue;
		nearest = apart;
		place = i;
	}
	if (place !== -1) drafts[place] = child;
}

/** On how many edges the one has a border and the other has none. */
function difference({ level, effort }: Ground, a: Draft, b: Draft): number {
	let count = 0;
	for (let v = 0; v < level.n; v++) {
		for (let e = level.xadj[v]!; e < level.xadj[v + 1]!; e++) {
			const u = level.adj[e]!;
			if ((a.of[u] === a.of[v]) !== (b.of[u] === b.of[v])) count++;
		}
	}
	effort.spend(level.adj.length >> 2);
	return count / 2;
}
