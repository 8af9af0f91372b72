import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gridGraph } from '#fixtures/division/grid-graph';
import { parcelTown } from '#fixtures/division/parcel-town';
import { seededRandom } from '#fixtures/random';
import { ProposalCancelled } from '#domain/division/proposal/effort';
import { componentsOf, type ParcelGraph } from '#domain/division/proposal/graph';
import { propose } from '#domain/division/proposal/propose';
import type { Proposal, ProposalQuestion } from '#domain/division/proposal/question';
import { ProposalRefusal } from '#domain/division/proposal/refusal';

const QUICK = { leanings: ['border-only'], seed: 1, effort: 0.02 } as const;

function only(question: Omit<ProposalQuestion, 'seed'> & { seed?: number }): Proposal {
	return propose({ ...QUICK, ...question }).proposals[0]!;
}

/** Pieces of ground of each cell, counted by a search of its own. */
function pieces(graph: ParcelGraph, { cellOf, cells }: Proposal): number[] {
	const count = new Array<number>(cells).fill(0);
	const seen = new Set<number>();
	for (let root = 0; root < cellOf.length; root++) {
		if (seen.has(root)) continue;
		count[cellOf[root]!]!++;
		const open = [root];
		seen.add(root);
		for (let v = open.pop(); v !== undefined; v = open.pop()) {
			for (const u of graph.adjncy.subarray(graph.xadj[v], graph.xadj[v + 1])) {
				if (seen.has(u) || cellOf[u] !== cellOf[v]) continue;
				seen.add(u);
				open.push(u);
			}
		}
	}
	return count;
}

function households(graph: ParcelGraph, { cellOf, cells }: Proposal): number[] {
	const sums = new Array<number>(cells).fill(0);
	cellOf.forEach((cell, v) => (sums[cell]! += graph.households[v]!));
	return sums;
}

describe('what every proposal keeps', () => {
	const towns = fc.record({
		buildings: fc.integer({ min: 120, max: 500 }),
		cells: fc.integer({ min: 1, max: 7 }),
		seed: fc.integer({ min: 1, max: 1e6 })
	});

	test('each building is in one cell, each cell in one piece, none empty, weights within 5 %', () => {
		fc.assert(
			fc.property(towns, ({ buildings, cells, seed }) => {
				const graph = parcelTown(buildings, seed);
				const proposal = only({ graph, wish: { cells }, seed });
				expect(proposal.cellOf).toHaveLength(graph.households.length);
				expect(proposal.cellOf.every((cell) => cell >= 0 && cell < cells)).toBe(true);
				expect(pieces(graph, proposal)).toEqual(new Array(cells).fill(1));
				const sums = households(graph, proposal);
				const target = sums.reduce((a, b) => a + b) / cells;
				for (const sum of sums) expect(Math.abs(sum / target - 1)).toBeLessThanOrEqual(0.05 + 1e-9);
			}),
			{ numRuns: 25, seed: 4 }
		);
	}, 120_000);

	test('locked cells are not touched, and new ones are made of what is left', () => {
		fc.assert(
			fc.property(towns, ({ buildings, cells, seed }) => {
				const graph = parcelTown(buildings, seed);
				const first = only({ graph, wish: { cells: cells + 2 }, seed });
				const locked = first.cellOf.map((cell) => (cell < 2 ? cell : -1));
				const second = only({ graph, wish: { cells: cells + 2 }, locked, seed: seed + 1 });
				locked.forEach((cell, v) => {
					if (cell === -1) expect(second.cellOf[v]).toBeGreaterThanOrEqual(2);
					else expect(second.cellOf[v]).toBe(cell);
				});
				expect(new Set(second.cellOf).size).toBe(cells + 2);
			}),
			{ numRuns: 10, seed: 5 }
		);
	}, 120_000);

	test('the same question has the same answer; another seed may have another', () => {
		const graph = parcelTown(600, 3);
		const ask = (seed: number) => propose({ graph, wish: { cells: 6 }, seed, effort: 0.05 });
		expect(ask(1)).toEqual(ask(1));
		expect(ask(2).proposals.map(({ cellOf }) => cellOf)).not.toEqual(ask(1).proposals.map(({ cellOf }) => cellOf));
	}, 60_000);

	test('the order of buildings and neighbours decides no bar: figures agree with a count from the outside', () => {
		const graph = parcelTown(700, 8);
		const { figures, cellOf } = only({ graph, wish: { cells: 5 } });
		let borderM = 0;
		for (let v = 0; v < cellOf.length; v++) {
			for (let e = graph.xadj[v]!; e < graph.xadj[v + 1]!; e++) {
				if (cellOf[v] !== cellOf[graph.adjncy[e]!]) borderM += graph.borderM[e]! / 2;
			}
		}
		expect(figures.borderM).toBeCloseTo(borderM, 6);
		expect(figures.cells.reduce((sum, cell) => sum + cell.buildings, 0)).toBe(cellOf.length);
	});
});

describe('how good it is', () => {
	test('a square of 16 × 16 in four cells needs no more border than its quarters', () => {
		const graph = gridGraph({ columns: 16, rows: 16 });
		const { figures } = only({ graph, wish: { cells: 4 }, effort: 0.2 });
		expect(figures.borderM).toBeLessThanOrEqual(32 * 20);
		expect(figures.largestDeviation).toBeLessThanOrEqual(0.05);
	});

	test('cells of 300 to 500 households', () => {
		const graph = parcelTown(1500, 5);
		const wish = { fewestHouseholds: 300, mostHouseholds: 500 };
		const { figures } = only({ graph, wish, effort: 0.2 });
		expect(figures.cellsOutsideRange).toBe(0);
		for (const cell of figures.cells) expect(cell.households).toBeGreaterThanOrEqual(300);
		for (const cell of figures.cells) expect(cell.households).toBeLessThanOrEqual(500);
	}, 60_000);

	test('a longer border along the street is taken before a short one through a compound', () => {
		// two compounds of 5 × 8, parted by a street that is as long as the way across
		const graph = gridGraph({
			columns: 10,
			rows: 4,
			compound: (v) => (v % 10 < 6 ? 0 : 1),
			households: (v) => (v % 10 < 6 ? 10 : 15),
			streetShare: (a, b) => (a % 10 === 5 && b % 10 === 6 ? 1 : 0)
		});
		const [best] = propose({ graph, wish: { cells: 2 }, leanings: ['balanced'], seed: 1, effort: 0.05 }).proposals;
		expect(best!.figures).toMatchObject({ compoundsCut: 0, borderAlongStreets: 1, largestDeviation: 0 });
	});

	test('several alternatives, each different and each with its own figures', () => {
		const { proposals } = propose({ graph: parcelTown(800, 6), wish: { cells: 6 }, seed: 2, effort: 0.2 });
		expect(proposals.length).toBeGreaterThanOrEqual(3);
		expect(new Set(proposals.map(({ leaning }) => leaning)).size).toBe(proposals.length);
		const whole = proposals.find(({ leaning }) => leaning === 'whole-compounds')!;
		for (const { figures } of proposals) {
			expect(whole.figures.compoundsCut).toBeLessThanOrEqual(figures.compoundsCut);
			expect(figures.largestDeviation).toBeLessThanOrEqual(0.05 + 1e-9);
		}
	}, 60_000);
});

describe('what is unusual', () => {
	test('one cell is everything', () => {
		const graph = gridGraph({ columns: 5, rows: 4 });
		const { figures, cellOf } = only({ graph, wish: { cells: 1 } });
		expect(cellOf.every((cell) => cell === 0)).toBe(true);
		expect(figures).toMatchObject({ borderM: 0, largestDeviation: 0 });
	});

	test('as many cells as buildings', () => {
		const graph = gridGraph({ columns: 3, rows: 3 });
		expect(new Set(only({ graph, wish: { cells: 9 } }).cellOf).size).toBe(9);
	});

	test('no household known: buildings are shared evenly', () => {
		const graph = gridGraph({ columns: 6, rows: 6, households: () => 0 });
		const answer = propose({ ...QUICK, graph, wish: { cells: 3 } });
		expect(answer.counted).toBe('buildings');
		expect(answer.proposals[0]!.figures).toMatchObject({ largestDeviation: 0, unknownBuildings: 36 });
	});

	test('some households unknown: those buildings are in cells too, and counted', () => {
		const graph = gridGraph({ columns: 8, rows: 8, households: (v) => (v % 3 === 0 ? 0 : 12) });
		const proposal = only({ graph, wish: { cells: 4 }, tolerance: 0.1 });
		expect(proposal.figures.unknownBuildings).toBe(22);
		expect(pieces(graph, proposal)).toEqual([1, 1, 1, 1]);
	});

	test('a building larger than a cell becomes a cell; the rest is even', () => {
		const graph = gridGraph({ columns: 9, rows: 9, households: (v) => (v === 40 ? 4000 : 10) });
		const { figures, cellOf } = only({ graph, wish: { cells: 5 } });
		expect(figures.oversizeBuildings).toBe(1);
		expect(figures.target).toBe(200);
		const others = figures.cells.filter((_, cell) => cell !== cellOf[40]);
		for (const { deviation } of others) expect(Math.abs(deviation)).toBeLessThanOrEqual(0.05 + 1e-9);
	});

	test('islands go to the nearest ground, and it is said', () => {
		const cut = (a: number, b: number) => !(a % 10 === 8 && b % 10 === 9) || Math.floor(a / 10) !== Math.floor(b / 10);
		const graph = gridGraph({ columns: 10, rows: 10, adjoin: cut });
		expect(componentsOf(graph).count).toBe(2);
		const proposal = only({ graph, wish: { cells: 3 } });
		expect(proposal.figures.largestDeviation).toBeLessThanOrEqual(0.05);
		const apart = pieces(graph, proposal).reduce((sum, count) => sum + count - 1, 0);
		expect(proposal.figures.partsApart).toBe(apart);
	});

	test('buildings that touch nothing at all', () => {
		const graph = gridGraph({ columns: 12, rows: 1, adjoin: () => false });
		const { cellOf, figures } = only({ graph, wish: { cells: 3 } });
		expect([...cellOf]).toEqual([0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2]);
		expect(figures.partsApart).toBe(9);
	});

	test('more than can be evened out: as near as it comes', () => {
		const graph = gridGraph({ columns: 4, rows: 1, households: (v) => [30, 1, 1, 30][v]! });
		const { figures } = only({ graph, wish: { cells: 3 } });
		expect(figures.largestDeviation).toBeGreaterThan(0.05);
		expect(figures.partsApart).toBe(0);
	});
});

describe('refusals', () => {
	const graph = gridGraph({ columns: 4, rows: 2 });
	const refused = (question: Partial<ProposalQuestion>) => {
		try {
			propose({ ...QUICK, graph, wish: { cells: 2 }, ...question });
		} catch (error) {
			if (error instanceof ProposalRefusal) return error.refusal;
			throw error;
		}
		return null;
	};

	test.each([
		['no-buildings', { graph: gridGraph({ columns: 0, rows: 0 }) }],
		['bad-cell-count', { wish: { cells: 0 } }],
		['bad-cell-count', { wish: { cells: 2.5 } }],
		['bad-range', { wish: { fewestHouseholds: 500, mostHouseholds: 300 } }],
		['bad-range', { wish: { fewestHouseholds: NaN, mostHouseholds: 300 } }],
		['bad-tolerance', { tolerance: -0.1 }],
		['more-cells-than-buildings', { wish: { cells: 9 } }],
		['all-locked', { locked: new Int32Array(8) }],
		['no-cells-left', { locked: Int32Array.of(0, 0, 1, 1, -1, -1, -1, -1) }]
	] as const)('%s', (word, question) => {
		expect(refused(question)).toBe(word);
	});

	test('a broken graph is a mistake of the program', () => {
		const broken = { ...graph, borderM: graph.borderM.slice(1) };
		expect(() => propose({ ...QUICK, graph: broken, wish: { cells: 2 } })).toThrow(RangeError);
	});
});

describe('while it works', () => {
	test('progress rises from 0 to 1', () => {
		const told: number[] = [];
		const watch = { cancelled: () => false, progress: (share: number) => told.push(share) };
		propose({ graph: parcelTown(500, 1), wish: { cells: 4 }, seed: 1, effort: 0.1 }, watch);
		expect(told.at(-1)).toBe(1);
		expect(told.length).toBeGreaterThan(10);
		expect(told.every((share, i) => share >= 0 && share <= 1 && (i === 0 || share >= told[i - 1]!))).toBe(true);
	});

	test('it stops at the first look after it is cancelled', () => {
		const random = seededRandom(9);
		const graph = parcelTown(2000, 1);
		for (let run = 0; run < 4; run++) {
			const stopAt = 1 + Math.floor(random() * 12);
			let looks = 0;
			const watch = { cancelled: () => ++looks >= stopAt, progress: () => undefined };
			expect(() => propose({ graph, wish: { cells: 8 }, seed: 1 }, watch)).toThrow(ProposalCancelled);
			expect(looks).toBe(stopAt);
		}
	});
});
