/**
 * Place of a point on the Hilbert curve of 2^16 × 2^16 cells (Hilbert 1891; bitwise form after Warren, Hacker's
 * Delight, §16). Neighbours on the curve are neighbours on the ground: good for caches and for differences.
 * `x` and `y` are whole numbers from 0 to 65535; so is the result from 0 to 2^32 − 1.
 */
export function hilbertPlace(x: number, y: number): number {
	let place = 0;
	for (let side = 0x8000; side > 0; side >>= 1) {
		const right = x & side ? 1 : 0;
		const upper = y & side ? 1 : 0;
		place = place * 4 + ((3 * right) ^ upper);
		if (upper === 0) {
			if (right === 1) {
				x = 0xffff - x;
				y = 0xffff - y;
			}
			[x, y] = [y, x];
		}
	}
	return place;
}

/** The order in which points lie on the curve over their bounding box; equal places keep the given order. */
export function hilbertOrder(x: ArrayLike<number>, y: ArrayLike<number>): Uint32Array {
	let west = Infinity;
	let south = Infinity;
	let east = -Infinity;
	let north = -Infinity;
	for (let i = 0; i < x.length; i++) {
		west = Math.min(west, x[i]!);
		east = Math.max(east, x[i]!);
		south = Math.min(south, y[i]!);
		north = Math.max(north, y[i]!);
	}
	const scale = 65535 / Math.max(east - west, north - south, 1e-9);
	const place = new Float64Array(x.length);
	for (let i = 0; i < x.length; i++) {
		place[i] = hilbertPlace(Math.floor((x[i]! - west) * scale), Math.floor((y[i]! - south) * scale));
	}
	return new Uint32Array(x.length).map((_, i) => i).sort((a, b) => place[a]! - place[b]! || a - b);
}
