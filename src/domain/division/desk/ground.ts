import type { ParcelTopology } from '#domain/division/parcel-topology';
import { DeskRefusal } from '#domain/division/desk/refusal';

/**
 * The lines of the parcels of one community in typed arrays. Units are counted from 0 within the community. Line `a`
 * read forwards is half-line `2a`, with `left[a]` on its left; backwards it is `2a + 1`, with `right[a]`.
 */
export interface DeskGround {
	readonly unitCount: number;
	readonly arcCount: number;
	/** Degrees; the points of line `a` are `firstPoint[a] … firstPoint[a + 1] - 1`. */
	readonly x: Float64Array;
	readonly y: Float64Array;
	readonly firstPoint: Uint32Array;
	/** Unit on each side, -1 where there is none or one of another community. */
	readonly left: Int32Array;
	readonly right: Int32Array;
	/** First and last node; lines that meet have equal numbers. */
	readonly start: Uint32Array;
	readonly end: Uint32Array;
	readonly nodeCount: number;
	/** 0 where both ends and all points of a line are one place: whoever meets there does not adjoin. */
	readonly hasLength: Uint8Array;
	/** Half-lines around unit `u`: `halves[firstHalf[u] … firstHalf[u + 1] - 1]`. None: no ground. */
	readonly firstHalf: Uint32Array;
	readonly halves: Uint32Array;
}

/** Reads a parcels artefact. Refuses 'damaged-parcels'. */
export function parcelsFrom(bytes: Uint8Array): ParcelTopology {
	let topology: ParcelTopology;
	try {
		topology = JSON.parse(new TextDecoder().decode(bytes)) as ParcelTopology;
	} catch {
		throw new DeskRefusal('damaged-parcels');
	}
	const right = topology?.type === 'Topology' && Array.isArray(topology.objects?.units?.geometries);
	if (!right || !Array.isArray(topology.arcs)) throw new DeskRefusal('damaged-parcels');
	return topology;
}

/** All line numbers of a unit's ground, `~a` where a line is read backwards; empty without ground. */
export function linesOfUnit(topology: ParcelTopology, ordinal: number): readonly number[] {
	const unit = topology.objects.units.geometries[ordinal];
	if (unit?.type === 'Polygon') return unit.arcs.flat();
	return unit?.type === 'MultiPolygon' ? unit.arcs.flat(2) : [];
}

/** Takes the ground of some units out of a district. Refuses 'damaged-parcels' where lines are missing. */
export function groundOf(topology: ParcelTopology, ordinals: ArrayLike<number>): DeskGround {
	const lineOf = new Int32Array(topology.arcs.length).fill(-1);
	for (let unit = 0; unit < ordinals.length; unit++) {
		for (const line of linesOfUnit(topology, ordinals[unit]!)) lineOf[line < 0 ? ~line : line] = 0;
	}
	// in the order of the district, so that outlines begin where those of the district begin
	const kept: number[] = [];
	lineOf.forEach((wanted, arc) => (lineOf[arc] = wanted === 0 ? kept.push(arc) - 1 : -1));
	if (kept.some((arc) => !Array.isArray(topology.arcs[arc]))) throw new DeskRefusal('damaged-parcels');
	const left = new Int32Array(kept.length).fill(-1);
	const right = new Int32Array(kept.length).fill(-1);
	for (let unit = 0; unit < ordinals.length; unit++) {
		for (const line of linesOfUnit(topology, ordinals[unit]!)) {
			const arc = lineOf[line < 0 ? ~line : line];
			if (arc === undefined) throw new DeskRefusal('damaged-parcels');
			(line < 0 ? right : left)[arc] = unit;
		}
	}
	const points = pointsOf(topology, kept);
	return {
		unitCount: ordinals.length,
		arcCount: kept.length,
		...points,
		left,
		right,
		...nodesOf(points),
		...halvesOf(ordinals.length, left, right)
	};
}

type Points = Pick<DeskGround, 'x' | 'y' | 'firstPoint'>;

function pointsOf({ arcs, transform }: ParcelTopology, kept: readonly number[]): Points {
	const firstPoint = new Uint32Array(kept.length + 1);
	kept.forEach((arc, i) => (firstPoint[i + 1] = firstPoint[i]! + arcs[arc]!.length));
	const x = new Float64Array(firstPoint[kept.length]!);
	const y = new Float64Array(x.length);
	kept.forEach((arc, i) => {
		let at = firstPoint[i]!;
		let [stepsX, stepsY] = [0, 0];
		for (const [dx, dy] of arcs[arc]!) {
			[stepsX, stepsY] = transform ? [stepsX + dx!, stepsY + dy!] : [dx!, dy!];
			x[at] = transform ? stepsX * transform.scale[0] + transform.translate[0] : stepsX;
			y[at++] = transform ? stepsY * transform.scale[1] + transform.translate[1] : stepsY;
		}
	});
	return { x, y, firstPoint };
}

function nodesOf({ x, y, firstPoint }: Points) {
	const known = new Map<string, number>();
	const node = (point: number) => {
		const key = `${x[point]},${y[point]}`;
		const number = known.get(key) ?? known.size;
		known.set(key, number);
		return number;
	};
	const arcs = firstPoint.length - 1;
	const start = new Uint32Array(arcs);
	const end = new Uint32Array(arcs);
	const hasLength = new Uint8Array(arcs);
	for (let arc = 0; arc < arcs; arc++) {
		const [first, last] = [firstPoint[arc]!, firstPoint[arc + 1]! - 1];
		start[arc] = node(first);
		end[arc] = node(last);
		for (let p = first + 1; p <= last; p++) if (x[p] !== x[first] || y[p] !== y[first]) hasLength[arc] = 1;
	}
	return { start, end, hasLength, nodeCount: known.size };
}

function halvesOf(unitCount: number, left: Int32Array, right: Int32Array) {
	const firstHalf = new Uint32Array(unitCount + 1);
	for (const side of [left, right]) for (const unit of side) if (unit >= 0) firstHalf[unit + 1]!++;
	for (let unit = 0; unit < unitCount; unit++) firstHalf[unit + 1]! += firstHalf[unit]!;
	const free = firstHalf.slice(0, -1);
	const halves = new Uint32Array(firstHalf[unitCount]!);
	for (let arc = 0; arc < left.length; arc++) {
		if (left[arc]! >= 0) halves[free[left[arc]!]!++] = 2 * arc;
		if (right[arc]! >= 0) halves[free[right[arc]!]!++] = 2 * arc + 1;
	}
	return { firstHalf, halves };
}

/** The unit beyond a half-line, seen from the one it belongs to; -1 outside. */
export function beyond(ground: DeskGround, half: number): number {
	return (half & 1 ? ground.left : ground.right)[half >> 1]!;
}
