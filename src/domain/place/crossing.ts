import Flatbush from 'flatbush';
import { turn, type Ring, type XY } from '#domain/place/ring';

/** Whether any two sides of these rings cross each other. Rings that only touch do not cross. */
export function ringsCross(rings: readonly Ring[]): boolean {
	return findCrossing(rings) !== null;
}

/** A place where two sides of these rings cross each other, or null. Rings that only touch do not cross. */
export function findCrossing(rings: readonly Ring[]): XY | null {
	const sides = rings.flatMap((ring) => ring.map((a, i): [XY, XY] => [a, ring[(i + 1) % ring.length]!]));
	if (sides.length < 4) return null;
	const index = new Flatbush(sides.length);
	for (const [a, b] of sides) {
		index.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
	}
	index.finish();
	for (const [i, [a, b]] of sides.entries()) {
		const [west, east] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
		const [south, north] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
		const [met] = index.search(west, south, east, north, (j) => j > i && crosses(a, b, ...sides[j]!));
		if (met !== undefined) return meetingPoint(a, b, ...sides[met]!);
	}
	return null;
}

function crosses(a: XY, b: XY, p: XY, q: XY): boolean {
	return turn(a, b, p) * turn(a, b, q) < 0 && turn(p, q, a) * turn(p, q, b) < 0;
}

function meetingPoint(a: XY, b: XY, p: XY, q: XY): XY {
	const t = turn(p, q, a) / (turn(p, q, a) - turn(p, q, b));
	return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
}
