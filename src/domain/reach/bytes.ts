import { ReachRefusal } from '#domain/reach/refusal';

/** Writes numbers into bytes that grow as needed. */
export class ByteWriter {
	#bytes = new Uint8Array(1 << 16);
	#length = 0;

	/** A whole number from 0 to 2^53 − 1, seven bits a byte, low ones first (LEB128). */
	unsigned(value: number): void {
		this.#reserve(8);
		while (value >= 0x80) {
			this.#bytes[this.#length++] = (value % 0x80) | 0x80;
			value = Math.floor(value / 0x80);
		}
		this.#bytes[this.#length++] = value;
	}

	/** A whole number of either sign, zigzag: 0, −1, 1, −2, … become 0, 1, 2, 3, … */
	signed(value: number): void {
		this.unsigned(value < 0 ? -2 * value - 1 : 2 * value);
	}

	float64(value: number): void {
		this.#reserve(8);
		new DataView(this.#bytes.buffer).setFloat64(this.#length, value, true);
		this.#length += 8;
	}

	finish(): Uint8Array {
		return this.#bytes.slice(0, this.#length);
	}

	#reserve(count: number): void {
		if (this.#length + count <= this.#bytes.length) return;
		const grown = new Uint8Array(this.#bytes.length * 2);
		grown.set(this.#bytes);
		this.#bytes = grown;
	}
}

/** Reads what a ByteWriter wrote; whatever does not fit is refused as 'damaged-network'. */
export class ByteReader {
	readonly #bytes: Uint8Array;
	#at = 0;

	constructor(bytes: Uint8Array) {
		this.#bytes = bytes;
	}

	unsigned(): number {
		let value = 0;
		let scale = 1;
		for (;;) {
			const byte = this.#bytes[this.#at++];
			if (byte === undefined) throw new ReachRefusal('damaged-network');
			value += (byte & 0x7f) * scale;
			if (byte < 0x80) return value;
			scale *= 0x80;
			this.expect(scale < 2 ** 53);
		}
	}

	signed(): number {
		const value = this.unsigned();
		return value % 2 === 1 ? -(value + 1) / 2 : value / 2;
	}

	float64(): number {
		this.expect(this.#at + 8 <= this.#bytes.length);
		const value = new DataView(this.#bytes.buffer, this.#bytes.byteOffset).getFloat64(this.#at, true);
		this.expect(Number.isFinite(value));
		this.#at += 8;
		return value;
	}

	/** A number of things that take at least `bytesEach` of what is left. */
	count(bytesEach: number): number {
		const value = this.unsigned();
		this.expect(value * bytesEach <= this.#bytes.length - this.#at);
		return value;
	}

	end(): void {
		this.expect(this.#at === this.#bytes.length);
	}

	expect(holds: boolean): void {
		if (!holds) throw new ReachRefusal('damaged-network');
	}
}

/** FNV-1a over 32 bits (Fowler, Noll, Vo 1991): tells damage, not malice. */
export function checksum(bytes: Uint8Array): number {
	let hash = 0x811c9dc5;
	for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, 0x01000193);
	return hash >>> 0;
}
