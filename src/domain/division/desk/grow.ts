/** A copy with room for at least `size` entries, twice as many as before; new ones are `fill`. */
export function growInt32(old: Int32Array, size: number, fill: number): Int32Array {
	const grown = new Int32Array(Math.max(size, old.length * 2)).fill(fill);
	grown.set(old);
	return grown;
}

/** The same for counts, filled with 0. */
export function growFloat64(old: Float64Array, size: number): Float64Array {
	const grown = new Float64Array(Math.max(size, old.length * 2));
	grown.set(old);
	return grown;
}
