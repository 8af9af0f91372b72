import type { XY } from '#domain/place/ring';
import { OUTSIDE } from '#domain/division/partition';
import type { StreetMap } from '#domain/division/street-map';

/** The faces of a plane map: what its lines enclose. */
export interface PlaneFaces {
	/** Face on the left of each half-line (`2e` forwards, `2e + 1` backwards); OUTSIDE beyond the ground. */
	readonly leftOf: Int32Array;
	/** Square metres and metres of border (a line with the same face on both sides counts twice). */
	readonly areas: readonly number[];
	readonly perimeters: readonly number[];
	/** The face a place lies in, OUTSIDE beyond the ground. */
	faceAt(place: XY): number;
}

/** A line walked there and back encloses nothing but rounding. */
const ROUNDING_M2 = 1e-5;

/**
 * Finds the faces by walking the half-lines around each of them; what floats in a face without touching its border
 * (a walled estate off the street, a hole of the boundary) is found by looking west from it.
 *
 * Returns null where the walk contradicts the boundary: then the map's lines cross.
 */
export function planeFaces(map: StreetMap): PlaneFaces | null {
	const cycleOf = walkCycles(map);
	const cycles = measure(map, cycleOf);
	const outside = new Uint8Array(cycles.areas.length);
	for (let line = 0; line < map.boundaryCount; line++) outside[cycleOf[2 * line + 1]!] = 1;
	for (let line = 0; line < map.boundaryCount; line++) if (outside[cycleOf[2 * line]!] === 1) return null;
	const west = new WestLooker(map);
	const around = cycles.areas.map((area, cycle) => {
		if (outside[cycle] === 1) return OUTSIDE;
		if (area > ROUNDING_M2) return cycle;
		const half = west.facing(cycles.westmost[cycle]!);
		return half === null ? OUTSIDE : cycleOf[half]!;
	});
	const faceOf = numberFaces(around);
	const count = faceOf.reduce((most, face) => Math.max(most, face + 1), 0);
	const [areas, perimeters] = [new Array<number>(count).fill(0), new Array<number>(count).fill(0)];
	faceOf.forEach((face, cycle) => {
		if (face === OUTSIDE) return;
		areas[face]! += cycles.areas[cycle]!;
		perimeters[face]! += cycles.perimeters[cycle]!;
	});
	const leftOf = Int32Array.from(cycleOf, (cycle) => faceOf[cycle]!);
	for (let line = 0; line < map.boundaryCount; line++) if (leftOf[2 * line] === OUTSIDE) return null;
	const faceAt = (place: XY) => {
		const half = west.facing(place);
		return half === null ? OUTSIDE : leftOf[half]!;
	};
	return { leftOf, areas, perimeters, faceAt };
}

const headOf = (map: StreetMap, half: number) => (half & 1 ? map.from : map.to)[half >> 1]!;

/** The cycle each half-line belongs to: at its head it goes on with the next line clockwise. */
function walkCycles(map: StreetMap): Int32Array {
	const halves = map.from.length * 2;
	const leaving: number[][] = map.nodes.map(() => []);
	for (let half = 0; half < halves; half++) leaving[headOf(map, half ^ 1)]!.push(half);
	const next = new Int32Array(halves);
	leaving.forEach((around, node) => {
		const [x, y] = map.nodes[node]!;
		const angle = (half: number) => {
			const head = map.nodes[headOf(map, half)]!;
			return Math.atan2(head[1] - y, head[0] - x);
		};
		const turned = around.map((half) => ({ half, angle: angle(half) })).sort((a, b) => a.angle - b.angle);
		turned.forEach(({ half }, i) => {
			next[half ^ 1] = turned[(i + turned.length - 1) % turned.length]!.half;
		});
	});
	const cycleOf = new Int32Array(halves).fill(-1);
	let count = 0;
	for (let half = 0; half < halves; half++) {
		if (cycleOf[half] !== -1) continue;
		for (let at = half; cycleOf[at] === -1; at = next[at]!) cycleOf[at] = count;
		count++;
	}
	return cycleOf;
}

function measure(map: StreetMap, cycleOf: Int32Array) {
	const count = cycleOf.reduce((most, cycle) => Math.max(most, cycle + 1), 0);
	const [areas, perimeters] = [new Array<number>(count).fill(0), new Array<number>(count).fill(0)];
	const westmost: XY[] = Array.from({ length: count }, () => [Infinity, 0]);
	cycleOf.forEach((cycle, half) => {
		const [a, b] = [map.nodes[headOf(map, half ^ 1)]!, map.nodes[headOf(map, half)]!];
		areas[cycle]! += (a[0] * b[1] - b[0] * a[1]) / 2;
		perimeters[cycle]! += Math.hypot(b[0] - a[0], b[1] - a[1]);
		if (a[0] < westmost[cycle]![0]) westmost[cycle] = a;
	});
	return { areas, perimeters, westmost };
}

/** Follows each cycle to the face it lies in: `around` names the cycle itself, one nearer to the border, or OUTSIDE. */
function numberFaces(around: readonly number[]): number[] {
	const faces = new Map<number, number>();
	return around.map((first, cycle) => {
		let at = first === OUTSIDE ? OUTSIDE : cycle;
		for (let step = 0; at !== OUTSIDE && around[at] !== at; step++) at = step > around.length ? OUTSIDE : around[at]!;
		if (at === OUTSIDE) return OUTSIDE;
		const face = faces.get(at) ?? faces.size;
		faces.set(at, face);
		return face;
	});
}

/** Finds the nearest line west of a place. */
class WestLooker {
	readonly #map: StreetMap;
	readonly #south: number;
	readonly #height: number;
	readonly #bands: number[][];

	constructor(map: StreetMap) {
		this.#map = map;
		const ys = map.nodes.map((node) => node[1]);
		this.#south = ys.reduce((low, y) => Math.min(low, y), Infinity);
		const height = ys.reduce((high, y) => Math.max(high, y), -Infinity) - this.#south;
		const count = Math.max(1, Math.min(4096, map.from.length));
		this.#height = height > 0 ? height / count : 1;
		this.#bands = Array.from({ length: count }, () => []);
		for (let line = 0; line < map.from.length; line++) {
			const [a, b] = [map.nodes[map.from[line]!]![1], map.nodes[map.to[line]!]![1]];
			for (let band = this.#bandOf(Math.min(a, b)); band <= this.#bandOf(Math.max(a, b)); band++) {
				this.#bands[band]!.push(line);
			}
		}
	}

	#bandOf(y: number): number {
		return Math.max(0, Math.min(this.#bands.length - 1, Math.floor((y - this.#south) / this.#height)));
	}

	/** The half-line that has the place on its left, seen from the nearest line west of it; null where there is none. */
	facing([x, y]: XY): number | null {
		let [found, nearest]: [number | null, number] = [null, -Infinity];
		for (const line of this.#bands[this.#bandOf(y)]!) {
			const [a, b] = [this.#map.nodes[this.#map.from[line]!]!, this.#map.nodes[this.#map.to[line]!]!];
			if (a[1] > y === b[1] > y) continue;
			// At its very end a line is met there, or a corner would lie west of itself by rounding.
			const met = y === b[1] ? b[0] : a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]);
			if (met >= x || met <= nearest) continue;
			// What runs south has the east on its left.
			[found, nearest] = [a[1] > b[1] ? 2 * line : 2 * line + 1, met];
		}
		return found;
	}
}
