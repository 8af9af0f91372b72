/** First and last byte of one range, both inclusive. */
export interface ByteRange {
	readonly first: number;
	readonly last: number;
}

/**
 * Reads a `Range` header of one byte range against a size (RFC 9110 §14.2). Null where the whole is to be sent (no
 * header, several ranges, another unit); `unsatisfiable` where no byte of the range exists.
 */
export function parseRange(header: string | null, size: number): ByteRange | 'unsatisfiable' | null {
	const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
	if (!match || (match[1] === '' && match[2] === '')) return null;
	const [from, to] = [match[1]!, match[2]!];
	if (from === '') {
		const suffix = Number(to);
		return suffix === 0 || size === 0 ? 'unsatisfiable' : { first: Math.max(0, size - suffix), last: size - 1 };
	}
	const first = Number(from);
	const last = to === '' ? size - 1 : Math.min(Number(to), size - 1);
	if (to !== '' && Number(to) < first) return null;
	return first >= size ? 'unsatisfiable' : { first, last };
}
