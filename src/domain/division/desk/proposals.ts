import type { CellBook } from '#domain/division/desk/cell-book';
import type { DeskGround } from '#domain/division/desk/ground';
import type { UnitFacts } from '#domain/division/desk/members';
import type { DeskProposal, DeskWish } from '#domain/division/desk/news';
import { DeskRefusal } from '#domain/division/desk/refusal';
import type { ParcelTopology } from '#domain/division/parcel-topology';
import { adjacencyOf, atomsOf } from '#domain/division/proposal/adjacency';
import type { LeaningName } from '#domain/division/proposal/objective';
import type { ProposalAnswer, ProposalQuestion, ProposalWish } from '#domain/division/proposal/question';
import type { LngLat } from '#domain/place/coord';

/** A question about a community, and which units its answer is about. */
export interface ProposalFrame {
	readonly question: ProposalQuestion;
	/** Ordinals of the units of each vertex. */
	readonly unitsOf: readonly (readonly number[])[];
	/** How many of the cells in the answer were there before: the locked ones come first. */
	readonly lockedCells: number;
	/** Compound of each vertex, -1 for none: also where the wish does not respect compounds, to say how many are cut. */
	readonly compoundOf: Int32Array;
}

/** What a proposal is asked about. */
export interface ProposalGround {
	readonly ground: DeskGround;
	readonly facts: UnitFacts;
	readonly ordinals: Int32Array;
	readonly book: CellBook;
	/** Stairwell cell and living area of each unit. */
	readonly cellOf: Int32Array;
	readonly areaOf: Int32Array;
	readonly streets: readonly (readonly LngLat[])[];
}

/** A cell asked for by number may be this much larger than its share. */
const TOLERANCE = 0.05;

/**
 * Turns a wish into a question. Vertices are buildings; a building that has more households than a cell may have is
 * one vertex for each unit, and one that a locked cell holds in part is two. Units without ground are left out.
 * Refuses 'not-a-cell' where the area is none.
 */
export function frameOf(site: ProposalGround, wish: DeskWish): ProposalFrame {
	const { ordinals, facts, book } = site;
	const chosen = chosenUnits(site, wish.area);
	const lockedNumbers = new Map<number, number>();
	const lockedOf = Int32Array.from(chosen, (unit) => {
		const cell = site.cellOf[unit]!;
		if (!book.cell(cell)?.locked) return -1;
		if (!lockedNumbers.has(cell)) lockedNumbers.set(cell, lockedNumbers.size);
		return lockedNumbers.get(cell)!;
	});
	const households = Array.from(chosen, (unit) => facts.households(unit));
	const question = wishOf(wish);
	const groups = groupsOf(chosen, facts, lockedOf);
	const { atomOfUnit, count } = atomsOf(groups, households, mostHouseholds(question, households));
	const unitsOf: number[][] = Array.from({ length: count }, () => []);
	const atoms = Array.from({ length: count }, () => ({ households: 0, compound: -1 }));
	const locked = new Int32Array(count).fill(-1);
	const compoundOf = new Int32Array(count).fill(-1);
	atomOfUnit.forEach((atom, i) => {
		unitsOf[atom]!.push(ordinals[chosen[i]!]!);
		atoms[atom]!.households += households[i]!;
		compoundOf[atom] = facts.compoundOf[facts.buildingOf[chosen[i]!]!]!;
		if (wish.respect.compounds) atoms[atom]!.compound = compoundOf[atom];
		locked[atom] = lockedOf[i]!;
	});
	const streets = wish.respect.streets ? site.streets : [];
	const graph = adjacencyOf(topologyOf(site.ground, chosen), { atoms, atomOfUnit, streets });
	return {
		question: {
			graph,
			wish: question,
			tolerance: TOLERANCE,
			leanings: leaningsOf(wish),
			seed: wish.seed,
			...(lockedNumbers.size > 0 ? { locked } : {})
		},
		unitsOf,
		lockedCells: lockedNumbers.size,
		compoundOf
	};
}

/** Reads an answer back: the new cells of each alternative with their units. */
export function proposalsIn(
	{ unitsOf, lockedCells, compoundOf }: ProposalFrame,
	answer: ProposalAnswer
): DeskProposal[] {
	return answer.proposals.map(({ leaning, cellOf, cells, figures }) => {
		const groups: number[][] = Array.from({ length: cells - lockedCells }, () => []);
		cellOf.forEach((cell, vertex) => groups[cell - lockedCells]?.push(...unitsOf[vertex]!));
		for (const group of groups) group.sort((a, b) => a - b);
		return {
			groups,
			leaning,
			scores: {
				largestDeviation: figures.largestDeviation,
				target: figures.target,
				counted: answer.counted,
				outsideRange: figures.cellsOutsideRange,
				partsApart: figures.partsApart,
				borderMetres: figures.borderM,
				alongStreets: figures.borderAlongStreets,
				compoundsCut: cutIn(compoundOf, cellOf),
				diameterMetres: figures.walkingDiameterM
			}
		};
	});
}

function cutIn(compoundOf: Int32Array, cellOf: Int32Array): number {
	const cells = new Map<number, number>();
	const cut = new Set<number>();
	compoundOf.forEach((compound, vertex) => {
		if (compound === -1) return;
		if ((cells.get(compound) ?? cellOf[vertex]) !== cellOf[vertex]) cut.add(compound);
		cells.set(compound, cellOf[vertex]!);
	});
	return cut.size;
}

function chosenUnits({ book, ground, areaOf }: ProposalGround, area: string | null): Uint32Array {
	const number = area === null ? null : book.number(area);
	if (number === undefined || (number !== null && book.cell(number)?.level !== 2)) throw new DeskRefusal('not-a-cell');
	return Uint32Array.from(areaOf.keys()).filter(
		(unit) => ground.firstHalf[unit] !== ground.firstHalf[unit + 1] && (number === null || areaOf[unit] === number)
	);
}

function wishOf({ k, span }: DeskWish): ProposalWish {
	return span ? { fewestHouseholds: span[0], mostHouseholds: span[1] } : { cells: k ?? 0 };
}

/** What respects nothing of a kind needs no alternative that leans to it. */
function leaningsOf({ respect }: DeskWish): LeaningName[] {
	return [
		'balanced',
		...(respect.compounds ? (['whole-compounds'] as const) : []),
		...(respect.streets ? (['along-streets'] as const) : []),
		'compact'
	];
}

/** Units that stay together: those of a building, and among them those of a locked cell. */
function groupsOf(chosen: Uint32Array, { buildingOf }: UnitFacts, lockedOf: ArrayLike<number>): Int32Array {
	const known = new Map<string, number>();
	return Int32Array.from(chosen, (unit, i) => {
		const key = `${buildingOf[unit]} ${lockedOf[i]}`;
		if (!known.has(key)) known.set(key, known.size);
		return known.get(key)!;
	});
}

function mostHouseholds(wish: ProposalWish, households: readonly number[]): number {
	if ('mostHouseholds' in wish) return wish.mostHouseholds;
	const total = households.reduce((sum, count) => sum + count, 0);
	return wish.cells > 0 ? (total / wish.cells) * (1 + TOLERANCE) : Infinity;
}

/** The ground of the chosen units as a topology of its own, counted in their order. */
function topologyOf(
	{ x, y, firstPoint, firstHalf, halves, arcCount }: DeskGround,
	chosen: Uint32Array
): ParcelTopology {
	const arcs = Array.from({ length: arcCount }, (_, arc) =>
		Array.from({ length: firstPoint[arc + 1]! - firstPoint[arc]! }, (_, i) => [
			x[firstPoint[arc]! + i]!,
			y[firstPoint[arc]! + i]!
		])
	);
	const geometries = Array.from(chosen, (unit) => ({
		type: 'Polygon' as const,
		properties: { o: unit, b: unit },
		arcs: [
			Array.from(halves.subarray(firstHalf[unit]!, firstHalf[unit + 1]!), (half) =>
				half & 1 ? ~(half >> 1) : half >> 1
			)
		]
	}));
	return { type: 'Topology', arcs, objects: { units: { type: 'GeometryCollection', geometries } } };
}
