import type { ParcelTopology } from '#domain/division/parcel-topology';
import { localPlane, type LngLat, type LocalPlane } from '#domain/place/coord';
import type { ParcelGraph } from '#domain/division/proposal/graph';
import { StreetLines } from '#domain/division/proposal/street-lines';

/** A vertex of the graph to be: a building, or one of its units. */
export interface Atom {
	readonly households: number;
	/** Index of its compound, -1 for none. */
	readonly compound: number;
}

export interface GroundFacts {
	readonly atoms: readonly Atom[];
	/** Atom of each unit of the topology, by ordinal; -1 for units of other communities. */
	readonly atomOfUnit: ArrayLike<number>;
	/** Streets as lines in degrees: borders beside them are the cheap ones. */
	readonly streets: readonly (readonly LngLat[])[];
}

/**
 * Reads who adjoins whom, and for how many metres, from the lines that parcels share. Parcels that only meet in a point
 * do not adjoin. A place of an atom is the middle of its ground's corners.
 */
export function adjacencyOf(topology: ParcelTopology, facts: GroundFacts): ParcelGraph {
	const arcs = decodedArcs(topology);
	const plane = planeOf(arcs);
	const streets = new StreetLines(facts.streets.map((line) => line.map((point) => plane.toMetres(point))));
	const sides = sidesOf(topology, facts.atomOfUnit, arcs.length);
	const n = facts.atoms.length;
	const borders = new Map<number, { lengthM: number; streetM: number }>();
	const [x, y, corners] = [new Float64Array(n), new Float64Array(n), new Float64Array(n)];
	arcs.forEach((arc, i) => {
		const [a, b] = [sides[i * 2]!, sides[i * 2 + 1]!];
		const line = a === -1 && b === -1 ? [] : arc.map((point) => plane.toMetres(point));
		for (const atom of new Set([a, b])) {
			if (atom === -1) continue;
			for (const [east, north] of line) {
				x[atom] = x[atom]! + east;
				y[atom] = y[atom]! + north;
				corners[atom] = corners[atom]! + 1;
			}
		}
		if (a === -1 || b === -1 || a === b) return;
		const key = Math.min(a, b) * n + Math.max(a, b);
		const border = borders.get(key) ?? { lengthM: 0, streetM: 0 };
		const { lengthM, streetM } = streets.along(line);
		borders.set(key, { lengthM: border.lengthM + lengthM, streetM: border.streetM + streetM });
	});
	for (let atom = 0; atom < n; atom++) {
		x[atom] = x[atom]! / Math.max(1, corners[atom]!);
		y[atom] = y[atom]! / Math.max(1, corners[atom]!);
	}
	return { ...rowsOf(borders, n), ...columnsOf(facts.atoms), x, y };
}

/**
 * Which atoms a community is made of: whole buildings, and the units of those that have more households than a cell
 * may have.
 *
 * @param buildingOf building of each unit, or -1 where the unit is of another community.
 * @returns the atom of each unit, -1 where none, and how many there are.
 */
export function atomsOf(
	buildingOf: ArrayLike<number>,
	households: ArrayLike<number>,
	mostHouseholds: number
): { readonly atomOfUnit: Int32Array; readonly count: number } {
	const totals = new Map<number, number>();
	for (let u = 0; u < buildingOf.length; u++) {
		totals.set(buildingOf[u]!, (totals.get(buildingOf[u]!) ?? 0) + households[u]!);
	}
	const whole = new Map<number, number>();
	const atomOfUnit = new Int32Array(buildingOf.length).fill(-1);
	let count = 0;
	for (let u = 0; u < buildingOf.length; u++) {
		const building = buildingOf[u]!;
		if (building === -1) continue;
		const known = whole.get(building);
		atomOfUnit[u] = known ?? count++;
		if (known === undefined && totals.get(building)! <= mostHouseholds) whole.set(building, atomOfUnit[u]!);
	}
	return { atomOfUnit, count };
}

function decodedArcs({ arcs, transform }: ParcelTopology): LngLat[][] {
	if (!transform) return arcs.map((arc) => arc.map(([lng, lat]) => [lng!, lat!]));
	const { scale, translate } = transform;
	return arcs.map((arc) => {
		let [x, y] = [0, 0];
		return arc.map(([dx, dy]) => {
			x += dx!;
			y += dy!;
			return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
		});
	});
}

function planeOf(arcs: readonly LngLat[][]): LocalPlane {
	let [west, south, east, north] = [180, 90, -180, -90];
	for (const arc of arcs) {
		for (const [lng, lat] of arc) {
			[west, east] = [Math.min(west, lng), Math.max(east, lng)];
			[south, north] = [Math.min(south, lat), Math.max(north, lat)];
		}
	}
	return localPlane(west > east ? [0, 0] : [(west + east) / 2, (south + north) / 2]);
}

/** The atoms on the two sides of each arc, -1 where there is none. */
function sidesOf(topology: ParcelTopology, atomOfUnit: ArrayLike<number>, arcs: number): Int32Array {
	const sides = new Int32Array(arcs * 2).fill(-1);
	topology.objects.units.geometries.forEach((geometry, ordinal) => {
		const atom = atomOfUnit[ordinal] ?? -1;
		if (atom === -1 || !('arcs' in geometry)) return;
		for (const index of (geometry.arcs as number[][][]).flat(2)) {
			const arc = index < 0 ? ~index : index;
			sides[sides[arc * 2] === -1 ? arc * 2 : arc * 2 + 1] = atom;
		}
	});
	return sides;
}

function rowsOf(borders: ReadonlyMap<number, { lengthM: number; streetM: number }>, n: number) {
	const rising = [...borders].flatMap(([key, border]) => {
		const [a, b] = [Math.floor(key / n), key % n];
		return [
			{ from: a, to: b, ...border },
			{ from: b, to: a, ...border }
		];
	});
	rising.sort((p, q) => p.from - q.from || p.to - q.to);
	const xadj = new Uint32Array(n + 1);
	for (const { from } of rising) xadj[from + 1] = xadj[from + 1]! + 1;
	for (let atom = 0; atom < n; atom++) xadj[atom + 1] = xadj[atom + 1]! + xadj[atom]!;
	return {
		xadj,
		adjncy: Uint32Array.from(rising, ({ to }) => to),
		borderM: Float64Array.from(rising, ({ lengthM }) => lengthM),
		streetShare: Float32Array.from(rising, ({ lengthM, streetM }) => (lengthM > 0 ? streetM / lengthM : 0))
	};
}

function columnsOf(atoms: readonly Atom[]) {
	return {
		households: Float64Array.from(atoms, ({ households }) => households),
		compound: Int32Array.from(atoms, ({ compound }) => compound)
	};
}
