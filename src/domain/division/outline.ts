import type { MultiLineString, MultiPolygon, Position } from 'geojson';
import type { LngLat } from '#domain/place/coord';
import type { XY } from '#domain/place/ring';
import { assemblePolygons } from '#domain/division/boundary';
import { labelPoint } from '#domain/division/label-point';
import type { ParcelProperties, ParcelTopology } from '#domain/division/parcel-topology';

/** A topology made ready for many questions: positions in degrees, and which unit lies on each side of each line. */
export interface OpenTopology {
	/** Lines between parcels, each stored once. */
	readonly arcs: readonly (readonly XY[])[];
	/** Ordinal of the unit left and right of each line, -1 where there is none. */
	readonly left: Int32Array;
	readonly right: Int32Array;
	/** First and last node of each line; lines that meet have equal numbers. */
	readonly start: Int32Array;
	readonly end: Int32Array;
	readonly unitCount: number;
	/** Ordinal of each unit's building. */
	readonly buildingOf: Int32Array;
}

export interface Outline {
	readonly geometry: MultiPolygon;
	/** A place well inside the largest part, for a label; null for a cell without ground. */
	readonly labelPoint: LngLat | null;
}

/** A line between two cells, or between a cell and the outside. */
export interface Borders {
	readonly between: MultiLineString;
	readonly around: MultiLineString;
}

/** Reads the parcels artefact. Throws TypeError where it is none. */
export function openTopology(topology: ParcelTopology): OpenTopology {
	const units = topology?.objects?.units?.geometries;
	if (topology?.type !== 'Topology' || !Array.isArray(units)) throw new TypeError('Not a parcels artefact');
	const arcs = topology.arcs.map((arc) => decode(arc, topology.transform));
	const open = {
		arcs,
		left: new Int32Array(arcs.length).fill(-1),
		right: new Int32Array(arcs.length).fill(-1),
		...endsOf(arcs),
		unitCount: units.length,
		buildingOf: new Int32Array(units.length)
	};
	units.forEach((unit, ordinal) => {
		open.buildingOf[ordinal] = (unit.properties as Partial<ParcelProperties> | undefined)?.b ?? ordinal;
		if (unit.type !== 'Polygon' && unit.type !== 'MultiPolygon') return;
		const polygons = unit.type === 'Polygon' ? [unit.arcs] : unit.arcs;
		for (const arc of polygons.flat(2)) {
			if (arc >= 0) open.left[arc] = ordinal;
			else open.right[~arc] = ordinal;
		}
	});
	return open;
}

function decode(arc: readonly number[][], transform: ParcelTopology['transform']): XY[] {
	if (!transform) return arc.map(([x, y]) => [x!, y!]);
	const { scale, translate } = transform;
	let [x, y] = [0, 0];
	return arc.map(([dx, dy]) => {
		[x, y] = [x + dx!, y + dy!];
		return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
	});
}

function endsOf(arcs: readonly (readonly XY[])[]): { start: Int32Array; end: Int32Array } {
	const nodes = new Map<string, number>();
	const node = (place: XY) => {
		const key = `${place[0]},${place[1]}`;
		const known = nodes.get(key);
		if (known !== undefined) return known;
		nodes.set(key, nodes.size);
		return nodes.size - 1;
	};
	return {
		start: Int32Array.from(arcs, (arc) => node(arc[0]!)),
		end: Int32Array.from(arcs, (arc) => node(arc.at(-1)!))
	};
}

/**
 * Outlines of all cells at once: lines with the same cell on both sides fall away, the rest is strung together.
 *
 * @param cellOf cell of each unit by ordinal, -1 for units of no cell. For living areas pass their indices instead:
 * `mapCells(cellOf, parentOf)`.
 * @returns one outline per cell, in degrees; outer rings run counter-clockwise. Units that are not given are ignored.
 */
export function cellOutlines(topology: OpenTopology, cellOf: ArrayLike<number>, cellCount: number): Outline[] {
	const lines = linesByCell(topology, cellOf, cellCount);
	return lines.map((halves) => {
		const polygons = assemblePolygons(stringRings(topology, halves));
		const closed = polygons.map((rings) => rings.map((ring) => [...ring, ring[0]!].map(([x, y]): Position => [x, y])));
		return { geometry: { type: 'MultiPolygon', coordinates: closed }, labelPoint: labelPoint(polygons) };
	});
}

/** For each unit the parent of its cell: what `cellOutlines` needs for living areas and communities. */
export function mapCells(cellOf: ArrayLike<number>, parentOf: ArrayLike<number>): Int32Array {
	return Int32Array.from(cellOf, (cell) => (cell < 0 ? -1 : (parentOf[cell] ?? -1)));
}

/** Lines between cells, and lines where cells end. Each is there once, so dashes and light colours draw cleanly. */
export function cellBorders(topology: OpenTopology, cellOf: ArrayLike<number>): Borders {
	const between: Position[][] = [];
	const around: Position[][] = [];
	topology.arcs.forEach((points, arc) => {
		const left = cellAt(cellOf, topology.left[arc]!);
		const right = cellAt(cellOf, topology.right[arc]!);
		if (left === right) return;
		(left < 0 || right < 0 ? around : between).push(points.map(([x, y]) => [x, y]));
	});
	return {
		between: { type: 'MultiLineString', coordinates: between },
		around: { type: 'MultiLineString', coordinates: around }
	};
}

function cellAt(cellOf: ArrayLike<number>, unit: number): number {
	return unit < 0 ? -1 : (cellOf[unit] ?? -1);
}

/** For each cell its lines as half-lines: `2a` is line `a` forwards, `2a + 1` backwards; the cell is on the left. */
function linesByCell(topology: OpenTopology, cellOf: ArrayLike<number>, cellCount: number): number[][] {
	const lines: number[][] = Array.from({ length: cellCount }, () => []);
	for (let arc = 0; arc < topology.arcs.length; arc++) {
		const left = cellAt(cellOf, topology.left[arc]!);
		const right = cellAt(cellOf, topology.right[arc]!);
		if (left === right) continue;
		lines[left]?.push(2 * arc);
		lines[right]?.push(2 * arc + 1);
	}
	return lines;
}

/** Strings lines to rings; where a ring comes back to a place it has been, the loop is cut off as a ring of its own. */
function stringRings(topology: OpenTopology, halves: readonly number[]): XY[][] {
	const from = (half: number) => (half & 1 ? topology.end : topology.start)[half >> 1]!;
	const leaving = new Map<number, number[]>();
	for (const half of halves) {
		const there = leaving.get(from(half));
		if (there) there.push(half);
		else leaving.set(from(half), [half]);
	}
	const rings: XY[][] = [];
	for (const first of halves) {
		const path: number[] = [];
		const seenAt = new Map<number, number>();
		for (let node = from(first); ;) {
			const since = seenAt.get(node);
			if (since !== undefined) {
				const loop = path.splice(since);
				for (const half of loop) seenAt.delete(from(half));
				const ring = ringOf(topology, loop);
				if (ring.length > 2) rings.push(ring);
			}
			const next = leaving.get(node)?.pop();
			if (next === undefined) break;
			seenAt.set(node, path.length);
			path.push(next);
			node = from(next ^ 1);
		}
	}
	return rings;
}

function ringOf(topology: OpenTopology, halves: readonly number[]): XY[] {
	const ring: XY[] = [];
	for (const half of halves) {
		const points = topology.arcs[half >> 1]!;
		for (let i = 0; i + 1 < points.length; i++) ring.push(points[half & 1 ? points.length - 1 - i : i]!);
	}
	return ring;
}
