import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { zxyToTileId } from 'pmtiles';
import type { Bounds } from '#domain/place/coord';

/** What the archive says about itself. */
export interface ArchiveFacts {
	readonly bounds: Bounds;
	readonly minZoom: number;
	readonly maxZoom: number;
	/** TileJSON's own words: name, attribution, vector_layers … */
	readonly metadata: Readonly<Record<string, unknown>>;
}

interface Entry {
	readonly id: number;
	readonly offset: number;
	readonly length: number;
	/** How many tiles in a row are this one. */
	run: number;
}

const HEADER_BYTES = 127;
/** A reader fetches the first 16 KiB at once: header and root directory must fit. */
const ROOT_BYTES = 16384 - HEADER_BYTES;
const GZIP = 2;
const VECTOR_TILE = 1;

/**
 * Writes an archive of vector tiles in the PMTiles format, version 3 (Protomaps, specification of 2022): tiles along
 * a Hilbert curve, equal tiles stored once, directories in leaves where the root would not fit.
 */
export class PmtilesWriter {
	readonly #tiles: { id: number; key: string }[] = [];
	readonly #bodies = new Map<string, Uint8Array>();

	/** @param body the tile, gzipped. */
	add(z: number, x: number, y: number, body: Uint8Array): void {
		const key = createHash('sha256').update(body).digest('base64');
		this.#tiles.push({ id: zxyToTileId(z, x, y), key });
		if (!this.#bodies.has(key)) this.#bodies.set(key, body);
	}

	get tileCount(): number {
		return this.#tiles.length;
	}

	/** The whole archive. */
	finish(facts: ArchiveFacts): Uint8Array {
		const { entries, data } = this.#layOut();
		const { root, leaves } = directoriesOf(entries);
		const metadata = gzipSync(JSON.stringify(facts.metadata));
		const header = Buffer.alloc(HEADER_BYTES);
		header.write('PMTiles', 0, 'ascii');
		header.writeUInt8(3, 7);
		let offset = HEADER_BYTES;
		[root, metadata, leaves, data].forEach((part, index) => {
			header.writeBigUInt64LE(BigInt(offset), 8 + 16 * index);
			header.writeBigUInt64LE(BigInt(part.length), 16 + 16 * index);
			offset += part.length;
		});
		[this.#tiles.length, entries.length, this.#bodies.size].forEach((count, index) => {
			header.writeBigUInt64LE(BigInt(count), 72 + 8 * index);
		});
		// clustered, compression of directories and of tiles, type of tiles
		[1, GZIP, GZIP, VECTOR_TILE, facts.minZoom, facts.maxZoom].forEach((value, index) => {
			header.writeUInt8(value, 96 + index);
		});
		const [west, south, east, north] = facts.bounds;
		[west, south, east, north].forEach((degrees, index) => header.writeInt32LE(e7(degrees), 102 + 4 * index));
		header.writeUInt8(Math.min(14, facts.maxZoom), 118);
		header.writeInt32LE(e7((west + east) / 2), 119);
		header.writeInt32LE(e7((south + north) / 2), 123);
		return Buffer.concat([header, root, metadata, leaves, data]);
	}

	#layOut(): { entries: Entry[]; data: Buffer } {
		const placed = new Map<string, { offset: number; length: number }>();
		const bodies: Uint8Array[] = [];
		const entries: Entry[] = [];
		let end = 0;
		for (const { id, key } of this.#tiles.sort((a, b) => a.id - b.id)) {
			let place = placed.get(key);
			if (!place) {
				const body = this.#bodies.get(key)!;
				place = { offset: end, length: body.length };
				placed.set(key, place);
				bodies.push(body);
				end += body.length;
			}
			const last = entries.at(-1);
			if (last && last.offset === place.offset && last.id + last.run === id) last.run++;
			else entries.push({ id, ...place, run: 1 });
		}
		return { entries, data: Buffer.concat(bodies) };
	}
}

function e7(degrees: number): number {
	return Math.round(degrees * 1e7);
}

/** One directory if it fits; else leaves of growing size until the root that points to them fits. */
function directoriesOf(entries: readonly Entry[]): { root: Buffer; leaves: Buffer } {
	const whole = directory(entries);
	if (whole.length <= ROOT_BYTES) return { root: whole, leaves: Buffer.alloc(0) };
	for (let size = 4096; ; size *= 2) {
		const leaves: Buffer[] = [];
		const pointers: Entry[] = [];
		let offset = 0;
		for (let first = 0; first < entries.length; first += size) {
			const leaf = directory(entries.slice(first, first + size));
			pointers.push({ id: entries[first]!.id, offset, length: leaf.length, run: 0 });
			leaves.push(leaf);
			offset += leaf.length;
		}
		const root = directory(pointers);
		if (root.length <= ROOT_BYTES) return { root, leaves: Buffer.concat(leaves) };
	}
}

/** Columns of variable-length numbers: gaps between ids, runs, lengths, and offsets (0 = right after the one before). */
function directory(entries: readonly Entry[]): Buffer {
	const bytes: number[] = [];
	const put = (value: number) => {
		let rest = value;
		for (; rest > 0x7f; rest = Math.floor(rest / 128)) bytes.push((rest % 128) | 0x80);
		bytes.push(rest);
	};
	put(entries.length);
	entries.forEach((entry, i) => put(entry.id - (entries[i - 1]?.id ?? 0)));
	entries.forEach((entry) => put(entry.run));
	entries.forEach((entry) => put(entry.length));
	entries.forEach((entry, i) => {
		const before = entries[i - 1];
		put(before && before.offset + before.length === entry.offset ? 0 : entry.offset + 1);
	});
	return gzipSync(Uint8Array.from(bytes));
}
