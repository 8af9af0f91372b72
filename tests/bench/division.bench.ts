import { compare, rounded, timed, timesOf, type Bench, type BenchOptions, type BenchRow } from './bench.ts';
import { brushCase } from './division/brush.ts';
import { divisionCases, type DivisionCase } from './division/cases.ts';
import { runMetis, type MetisAnswer } from './division/metis.ts';
import { componentsOf, type ParcelGraph } from '#domain/division/proposal/graph';
import { propose } from '#domain/division/proposal/propose';
import type { Proposal, ProposalAnswer } from '#domain/division/proposal/question';

const ROUNDS = 3;
const TOLERANCE = 0.05;
/** METIS may leave cells empty where one building is larger than a cell: nobody should follow it there. */
const MOST_TOLERANCE = 0.25;

/** A stroke of the brush beside turf, proposals beside METIS by border alone, and as they are made for people. */
export const bench: Bench = {
	run: async (options) => {
		const cases = await divisionCases(options.osm);
		if (!runMetis(cases[0]!.graph, 2)) console.error('gpmetis: not installed');
		return [brushCase(options), ...cases.flatMap((given) => [besideMetis(given, options), asProduct(given, options)])];
	}
};

/** Ours and METIS take turns on the same graph; both may be as uneven as METIS is, where that is over 5 %. */
function besideMetis({ name, graph, cells, seed }: DivisionCase, options: BenchOptions): BenchRow {
	const times: Record<'ours' | 'metis', number[]> = { ours: [], metis: [] };
	let metis: MetisAnswer | null = null;
	let ours: Proposal | null = null;
	for (let round = 0; round < ROUNDS; round++) {
		metis = runMetis(graph, cells);
		if (metis) times.metis.push(metis.ms);
		const tolerance = metis
			? Math.min(MOST_TOLERANCE, Math.max(TOLERANCE, judge(graph, metis.cellOf, cells).deviation))
			: TOLERANCE;
		const question = { graph, wish: { cells }, tolerance, leanings: ['border-only'] as const, seed };
		times.ours.push(timed(() => (ours = propose(question).proposals[0]!)));
	}
	const { cellOf, figures } = ours!;
	const mine = judge(graph, cellOf, cells);
	const theirs = metis && judge(graph, metis.cellOf, cells);
	const quality = {
		...(theirs
			? { border_ratio: rounded(mine.borderM / theirs.borderM), peer_deviation: rounded(theirs.deviation) }
			: {}),
		largest_deviation: rounded(mine.deviation),
		contiguous: mine.contiguous ? 1 : 0,
		border_m: mine.borderM,
		...(theirs ? { peer_border_m: theirs.borderM, peer_contiguous: theirs.contiguous ? 1 : 0 } : {}),
		buildings: graph.households.length,
		cells
	};
	const truthful = mine.contiguous && Math.abs(mine.borderM - figures.borderM) < 1e-6;
	return compare(
		{ bench: 'division', case: name, quality, n: ROUNDS, seed, truthful },
		timesOf(times.ours, options),
		theirs && { name: 'gpmetis', times: timesOf(times.metis, options) }
	);
}

/** All alternatives as a worker in a community gets them: streets, compounds and walks weighed too. */
function asProduct({ name, graph, cells, seed }: DivisionCase, options: BenchOptions): BenchRow {
	const looks: number[] = [];
	const watch = { cancelled: () => looks.push(performance.now()) < 0, progress: () => undefined };
	let answer: ProposalAnswer | null = null;
	const ms = timed(() => (answer = propose({ graph, wish: { cells }, seed }, watch)));
	const { proposals } = answer!;
	const best = (figure: (proposal: Proposal) => number) => rounded(Math.min(...proposals.map(figure)));
	const quality = {
		alternatives: proposals.length,
		largest_deviation: rounded(Math.max(...proposals.map(({ figures }) => figures.largestDeviation))),
		border_m: best(({ figures }) => figures.borderM),
		border_along_streets: rounded(Math.max(...proposals.map(({ figures }) => figures.borderAlongStreets))),
		compounds: proposals[0]!.figures.compounds,
		compounds_cut: best(({ figures }) => figures.compoundsCut),
		walking_diameter_m: best(({ figures }) => figures.walkingDiameterM),
		longest_deaf_ms: rounded(
			looks.reduce((most, at, i) => Math.max(most, at - (looks[i - 1] ?? at)), 0) * options.scale
		)
	};
	const truthful = proposals.every(({ cellOf }) => judge(graph, cellOf, cells).contiguous);
	const row = { bench: 'division', case: `${name}-product`, quality, n: 1, seed, truthful };
	return compare(row, timesOf([ms], options), null);
}

/** Counted from the outside, the same way for both. */
function judge(graph: ParcelGraph, cellOf: Int32Array, cells: number) {
	const sums = new Float64Array(cells);
	let borderM = 0;
	cellOf.forEach((cell, v) => {
		sums[cell]! += graph.households[v]!;
		for (let e = graph.xadj[v]!; e < graph.xadj[v + 1]!; e++) {
			if (cellOf[graph.adjncy[e]!] !== cell) borderM += graph.borderM[e]! / 2;
		}
	});
	const target = sums.reduce((a, b) => a + b) / cells;
	const deviation = sums.reduce((most, sum) => Math.max(most, Math.abs(sum / target - 1)), 0);
	return { borderM, deviation, contiguous: componentsOf(graph, cellOf).count === cells };
}
