import Flatbush from 'flatbush';
import { localPlane, type LngLat, type LocalPlane } from '#domain/place/coord';
import { ReachRefusal } from '#domain/reach/refusal';
import { shapeFrom, type StreetNetwork } from '#domain/reach/street-network';

/** Farther than this from every street, a place is not joined to one. */
export const FAR_FROM_STREETS_M = 250;

/**
 * Surveys are full of scraps of path that are joined to nothing. A component with fewer metres of street than this
 * is snapped to only where there is nothing else.
 */
export const SCRAP_M = 200;

/** A point on the network and the walk from it to the place it stands for. */
export interface StreetPoint {
	readonly shape: number;
	/** From the first end of the shape, 0 … its length. */
	readonly alongDm: number;
	/** Straight from the place to the street. */
	readonly accessDm: number;
	/** Where it lies, in metres of the network's plane. */
	readonly x: number;
	readonly y: number;
}

/** Finds the nearest point of the network; built once per network. */
export interface StreetIndex {
	readonly network: StreetNetwork;
	readonly plane: LocalPlane;
	/**
	 * The nearest point on any street, or null where none lies within FAR_FROM_STREETS_M; on a scrap (SCRAP_M) only
	 * where no other street lies within that distance. Of equally near ones the one with the lowest shape number.
	 * Without steps, streets that have steps are passed over.
	 */
	nearest(place: LngLat, withSteps?: boolean): StreetPoint | null;
	/** The shapes with a stretch that touches the square of `radiusM` around a point of the plane, by number. */
	shapesAround(x: number, y: number, radiusM: number): number[];
}

// most places lie close to a street: look there first, then wider, and among the scraps last
const LOOKS = [
	[25, false],
	[80, false],
	[FAR_FROM_STREETS_M, false],
	[FAR_FROM_STREETS_M, true]
] as const;

/** Builds the index over every straight stretch of every shape, in a packed R-tree (flatbush; Kamel & Faloutsos 1993). */
export function indexStreets(network: StreetNetwork): StreetIndex {
	const plane = localPlane(network.origin);
	const stretches = stretchesOf(network);
	if (stretches.point.length === 0) return { network, plane, nearest: () => null, shapesAround: () => [] };
	const { shapeX, shapeY } = network;
	const tree = new Flatbush(stretches.point.length, 16, Float32Array);
	for (const p of stretches.point) {
		const [xa, xb, ya, yb] = [shapeX[p]!, shapeX[p + 1]!, shapeY[p]!, shapeY[p + 1]!];
		tree.add(Math.min(xa, xb), Math.min(ya, yb), Math.max(xa, xb), Math.max(ya, yb));
	}
	tree.finish();
	const isScrap = scrapShapes(network);
	const usable = (shape: number, withSteps: boolean, scrap: boolean) =>
		isScrap[shape] === Number(scrap) && (withSteps || network.edgeStepsDm[network.shapeForward[shape]!] === 0);
	const within = (x: number, y: number, look: number, withSteps: boolean, scrap: boolean): number => {
		let best = look * look;
		let bestItem = -1;
		for (const item of tree.search(x - look, y - look, x + look, y + look)) {
			if (!usable(stretches.shape[item]!, withSteps, scrap)) continue;
			const square = squareToStretch(network, stretches.point[item]!, x, y);
			if (square > best || (square === best && bestItem >= 0 && item > bestItem)) continue;
			best = square;
			bestItem = item;
		}
		return bestItem;
	};
	const nearest = (place: LngLat, withSteps = true): StreetPoint | null => {
		const [x, y] = plane.toMetres(place);
		for (const [look, scrap] of LOOKS) {
			const item = within(x, y, look, withSteps, scrap);
			if (item >= 0) return pointOn(network, stretches.shape[item]!, stretches.point[item]!, x, y);
		}
		return null;
	};
	const shapesAround = (x: number, y: number, radiusM: number): number[] => {
		const found = tree.search(x - radiusM, y - radiusM, x + radiusM, y + radiusM);
		return [...new Set(found.map((item) => stretches.shape[item]!))].sort((a, b) => a - b);
	};
	return { network, plane, nearest, shapesAround };
}

/** As the index's `nearest`, but refuses: 'bad-position' for what is no place on Earth, 'far-from-streets'. */
export function snap(index: StreetIndex, place: LngLat, withSteps = true): StreetPoint {
	const [lng, lat] = place;
	if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) throw new ReachRefusal('bad-position');
	const point = index.nearest(place, withSteps);
	if (!point) throw new ReachRefusal('far-from-streets');
	return point;
}

function stretchesOf(network: StreetNetwork): { point: Uint32Array; shape: Uint32Array } {
	const shapes = network.shapeForward.length;
	const count = network.shapeX.length - shapes;
	const point = new Uint32Array(count);
	const shape = new Uint32Array(count);
	let i = 0;
	for (let s = 0; s < shapes; s++) {
		for (let p = network.firstShapePoint[s]!; p + 1 < network.firstShapePoint[s + 1]!; p++) {
			point[i] = p;
			shape[i++] = s;
		}
	}
	return { point, shape };
}

/** 1 for every shape of a component that is a scrap. */
function scrapShapes(network: StreetNetwork): Uint8Array {
	const shapes = network.shapeForward.length;
	const lengthDm = new Float64Array(network.x.length);
	const componentOf = (shape: number) => network.component[shapeFrom(network, shape)]!;
	for (let s = 0; s < shapes; s++) lengthDm[componentOf(s)]! += network.edgeLengthDm[network.shapeForward[s]!]!;
	const scrap = new Uint8Array(shapes);
	for (let s = 0; s < shapes; s++) scrap[s] = lengthDm[componentOf(s)]! < SCRAP_M * 10 ? 1 : 0;
	return scrap;
}

/** Share of the stretch from point `p` to `p + 1` at which it is nearest to (x, y). */
function footShare({ shapeX, shapeY }: StreetNetwork, p: number, x: number, y: number): number {
	const dx = shapeX[p + 1]! - shapeX[p]!;
	const dy = shapeY[p + 1]! - shapeY[p]!;
	const square = dx * dx + dy * dy;
	if (square === 0) return 0;
	return Math.max(0, Math.min(1, ((x - shapeX[p]!) * dx + (y - shapeY[p]!) * dy) / square));
}

function squareToStretch(network: StreetNetwork, p: number, x: number, y: number): number {
	const { shapeX, shapeY } = network;
	const share = footShare(network, p, x, y);
	const dx = shapeX[p]! + share * (shapeX[p + 1]! - shapeX[p]!) - x;
	const dy = shapeY[p]! + share * (shapeY[p + 1]! - shapeY[p]!) - y;
	return dx * dx + dy * dy;
}

function pointOn(network: StreetNetwork, shape: number, p: number, x: number, y: number): StreetPoint {
	const { shapeX, shapeY } = network;
	const share = footShare(network, p, x, y);
	const footX = shapeX[p]! + share * (shapeX[p + 1]! - shapeX[p]!);
	const footY = shapeY[p]! + share * (shapeY[p + 1]! - shapeY[p]!);
	const before =
		drawnUpTo(network, shape, p) + share * Math.hypot(shapeX[p + 1]! - shapeX[p]!, shapeY[p + 1]! - shapeY[p]!);
	const drawn = drawnUpTo(network, shape, network.firstShapePoint[shape + 1]! - 1);
	const lengthDm = network.edgeLengthDm[network.shapeForward[shape]!]!;
	const alongDm = drawn === 0 ? 0 : Math.min(lengthDm, Math.round((before / drawn) * lengthDm));
	return { shape, alongDm, accessDm: Math.round(Math.hypot(footX - x, footY - y) * 10), x: footX, y: footY };
}

/** Metres along the drawn line from the start of the shape to its point `p`. */
function drawnUpTo({ firstShapePoint, shapeX, shapeY }: StreetNetwork, shape: number, p: number): number {
	let metres = 0;
	for (let q = firstShapePoint[shape]! + 1; q <= p; q++) {
		metres += Math.hypot(shapeX[q]! - shapeX[q - 1]!, shapeY[q]! - shapeY[q - 1]!);
	}
	return metres;
}
