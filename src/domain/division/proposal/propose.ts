import { Effort, type ProposalWatch } from '#domain/division/proposal/effort';
import { evolve } from '#domain/division/proposal/evolve';
import { figuresOf, type FigureFrame } from '#domain/division/proposal/figures';
import { checkGraph, subgraph, type ParcelGraph } from '#domain/division/proposal/graph';
import { compoundLevel, connectedLevel } from '#domain/division/proposal/ground';
import { combine, type Ground } from '#domain/division/proposal/multilevel';
import { costsOf, leaningOf, type LeaningName } from '#domain/division/proposal/objective';
import type { Proposal, ProposalAnswer, ProposalQuestion } from '#domain/division/proposal/question';
import { checkQuestion, quotaOf, type Quota } from '#domain/division/proposal/quota';
import { Dice } from '#domain/division/proposal/random';

const USUAL_LEANINGS: readonly LeaningName[] = ['balanced', 'whole-compounds', 'along-streets', 'compact'];

/** Visits to an edge for 6,000 buildings, how they grow with the buildings, and what small communities get at least. */
const USUAL_EFFORT = 25e6;
const EFFORT_GROWTH = 1.3;
const LEAST_EFFORT = 40e6;

/**
 * Proposes divisions of a community into cells that are even, in one piece, and short of border, each with its
 * figures. The same question has the same answer everywhere. Cells that are locked are not touched. Islands go to the
 * nearest ground (`partsApart`); a building larger than a cell becomes a cell of its own (`oversizeBuildings`); where
 * no evenness is to be had the answer comes as near as the search could (`largestDeviation`, `cellsOutsideRange`).
 *
 * A memetic multilevel search; see multilevel.ts, refine.ts, evolve.ts for what each part follows.
 *
 * @throws ProposalRefusal where the question cannot be answered; ProposalCancelled when the watch says so; RangeError
 * on a broken graph.
 */
export function propose(question: ProposalQuestion, watch: ProposalWatch | null = null): ProposalAnswer {
	checkQuestion(question);
	checkGraph(question.graph);
	const leanings = question.leanings ?? USUAL_LEANINGS;
	const site = siteOf(question);
	const proposals = leanings.map((leaning, turn) => {
		const part = watch && partOf(watch, turn, leanings.length);
		return proposeOne(question, site, leaning, turn, leanings.length, part);
	});
	watch?.progress(1);
	return { proposals: ranked(distinct(proposals)), counted: site.counted };
}

/** The buildings that may be divided, and by what measure. */
interface Site {
	readonly free: Uint32Array;
	readonly graph: ParcelGraph;
	readonly quota: Quota;
	readonly lockedCells: number;
	readonly counted: 'households' | 'buildings';
}

function siteOf(question: ProposalQuestion): Site {
	const { graph, locked } = question;
	const all = Uint32Array.from(graph.households.keys());
	const free = locked ? all.filter((v) => locked[v] === -1) : all;
	const lockedCells = locked ? locked.reduce((most, cell) => Math.max(most, cell + 1), 0) : 0;
	const freeGraph = locked ? subgraph(graph, free) : graph;
	const counted = freeGraph.households.some((count) => count > 0) ? 'households' : 'buildings';
	const weight = counted === 'households' ? freeGraph.households : new Float64Array(free.length).fill(1);
	const quota = quotaOf(question, weight, lockedCells);
	return { free, graph: freeGraph, quota, lockedCells, counted };
}

function proposeOne(
	question: ProposalQuestion,
	site: Site,
	leaning: LeaningName,
	turn: number,
	turns: number,
	watch: ProposalWatch | null
): Proposal {
	const { quota, graph } = site;
	const level = connectedLevel(graph, costsOf(graph, leaningOf(leaning)), quota.weight);
	const effort = new Effort((effortFor(level.n) * (question.effort ?? 1)) / turns, watch);
	const dice = new Dice(question.seed * 31 + turn);
	const of = divide({ level, k: quota.cells, band: quota, dice, effort }, graph, leaning);
	const numbers = numbersFromNorthWest(graph, of, quota.cells);
	const cellOf = question.locked ? question.locked.slice() : new Int32Array(level.n);
	site.free.forEach((v, i) => (cellOf[v] = site.lockedCells + numbers[of[i]!]!));
	const cells = site.lockedCells + quota.cells;
	return { leaning, cellOf, cells, figures: figuresOf(question.graph, cellOf, frameOf(question, site, cells)) };
}

/**
 * The best division found. Where compounds are to stay whole they are one vertex each; only if cells cannot be made
 * even so, single buildings are moved after all.
 */
function divide(ground: Ground, graph: ParcelGraph, leaning: LeaningName): Int32Array {
	const { level, k, band } = ground;
	const whole = leaning === 'whole-compounds' ? compoundLevel(level, graph, k, band.high) : null;
	if (!whole) return evolve(ground).of;
	const best = evolve({ ...ground, level: whole.level });
	const draft = { ...best, of: whole.holder.map((vertex) => best.of[vertex]!) };
	return best.excess > 0 ? combine(ground, draft, draft).of : draft.of;
}

function effortFor(buildings: number): number {
	return Math.max(LEAST_EFFORT, USUAL_EFFORT * (buildings / 6000) ** EFFORT_GROWTH);
}

function frameOf({ graph }: ProposalQuestion, site: Site, k: number): FigureFrame {
	const { quota, lockedCells: locked, counted } = site;
	const weight = counted === 'households' ? graph.households : new Float64Array(graph.households.length).fill(1);
	return { k, locked, target: quota.target, low: quota.low, high: quota.high, weight };
}

/** New numbers of cells by rows from the north and, in a row, from the west; a row is as high as a cell is wide. */
function numbersFromNorthWest(graph: ParcelGraph, of: Int32Array, k: number): Int32Array {
	const [x, y, size] = [new Float64Array(k), new Float64Array(k), new Float64Array(k)];
	of.forEach((cell, v) => {
		x[cell] = x[cell]! + graph.x[v]!;
		y[cell] = y[cell]! + graph.y[v]!;
		size[cell] = size[cell]! + 1;
	});
	const rows = Math.max(1, Math.round(Math.sqrt(k)));
	const middle = (sums: Float64Array, cell: number) => sums[cell]! / size[cell]!;
	const southwards = [...size.keys()].sort((a, b) => middle(y, b) - middle(y, a) || a - b);
	const row = new Int32Array(k);
	southwards.forEach((cell, i) => (row[cell] = Math.floor((i * rows) / k)));
	const order = southwards.sort((a, b) => row[a]! - row[b]! || middle(x, a) - middle(x, b) || a - b);
	const numbers = new Int32Array(k);
	order.forEach((cell, number) => (numbers[cell] = number));
	return numbers;
}

/** Leaves out what is the same division as an earlier one. */
function distinct(proposals: readonly Proposal[]): Proposal[] {
	return proposals.filter(
		(one, i) => !proposals.slice(0, i).some((other) => other.cellOf.every((cell, v) => cell === one.cellOf[v]))
	);
}

/** Those within the range first; else in the order of their leanings, the first of which weighs everything. */
function ranked(proposals: readonly Proposal[]): Proposal[] {
	return [...proposals].sort((a, b) => a.figures.cellsOutsideRange - b.figures.cellsOutsideRange);
}

function partOf(watch: ProposalWatch, turn: number, turns: number): ProposalWatch {
	return { cancelled: () => watch.cancelled(), progress: (share) => watch.progress((turn + share) / turns) };
}
