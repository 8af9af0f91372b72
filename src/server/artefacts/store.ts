import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, brotliCompress, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { writeWhole } from '#server/whole-file';

export type Compression = 'br' | 'gzip';
export type Encoding = Compression | 'identity';

/** An artefact as it is sent: its bytes in one encoding. */
export interface Artefact {
	readonly bytes: Uint8Array;
	readonly contentType: string;
	readonly encoding: Encoding;
}

/** Asks for the bytes with this hash; null where there are none. */
export type FetchArtefact = (hash: string) => Promise<Uint8Array | null>;

const MEMORY_LIMIT_BYTES = 64 * 1024 ** 2;
const HASH = /^[0-9a-f]{64}$/;

/**
 * Street networks, parcels and base maps by the SHA-256 of their bytes: asked of the database once, then kept in the
 * data directory and, the latest ones, in memory. What is named by its content never changes.
 */
export class ArtefactStore {
	readonly #directory: string;
	readonly #memory = new Map<string, Uint8Array>();
	readonly #loading = new Map<string, Promise<Uint8Array | null>>();
	#memoryBytes = 0;

	constructor(directory: string) {
		this.#directory = directory;
	}

	/**
	 * The artefact in the best encoding that `accepted` names and that pays; null where there is none. `fetch` asks the
	 * database under the caller's rights, and its answer is taken only when it has the hash it was asked for.
	 */
	async read(hash: string, accepted: readonly Compression[], fetch: FetchArtefact): Promise<Artefact | null> {
		if (!HASH.test(hash)) return null;
		const plain = await this.#remembered(hash, () => this.#plain(hash, fetch));
		if (!plain) return null;
		const contentType = contentTypeOf(plain);
		const encoding = contentType === PMTILES ? 'identity' : (accepted[0] ?? 'identity');
		if (encoding === 'identity') return { bytes: plain, contentType, encoding };
		const name = `${hash}.${encoding === 'br' ? 'br' : 'gz'}`;
		const bytes = await this.#remembered(name, () => this.#compressed(name, plain, encoding));
		return bytes && { bytes, contentType, encoding };
	}

	async #plain(hash: string, fetch: FetchArtefact): Promise<Uint8Array | null> {
		const kept = await this.#kept(hash);
		if (kept && sha256(kept) === hash) return kept;
		const fetched = await fetch(hash);
		if (!fetched || sha256(fetched) !== hash) return null;
		await this.#keep(hash, fetched);
		return fetched;
	}

	async #compressed(name: string, plain: Uint8Array, encoding: Compression): Promise<Uint8Array> {
		const kept = await this.#kept(name);
		if (kept) return kept;
		const bytes = encoding === 'br' ? await brotli(plain) : await promisify(gzip)(plain);
		await this.#keep(name, bytes);
		return bytes;
	}

	async #remembered(name: string, load: () => Promise<Uint8Array | null>): Promise<Uint8Array | null> {
		const known = this.#memory.get(name);
		if (known) {
			this.#memory.delete(name);
			this.#memory.set(name, known);
			return known;
		}
		let loading = this.#loading.get(name);
		if (!loading) {
			loading = load().finally(() => this.#loading.delete(name));
			this.#loading.set(name, loading);
		}
		const bytes = await loading;
		if (bytes) this.#remember(name, bytes);
		return bytes;
	}

	#remember(name: string, bytes: Uint8Array): void {
		if (bytes.length > MEMORY_LIMIT_BYTES / 2 || this.#memory.has(name)) return;
		this.#memory.set(name, bytes);
		this.#memoryBytes += bytes.length;
		for (const [oldest, { length }] of this.#memory) {
			if (this.#memoryBytes <= MEMORY_LIMIT_BYTES) break;
			this.#memory.delete(oldest);
			this.#memoryBytes -= length;
		}
	}

	async #kept(name: string): Promise<Uint8Array | null> {
		return readFile(join(this.#directory, name)).catch(() => null);
	}

	async #keep(name: string, bytes: Uint8Array): Promise<void> {
		try {
			await mkdir(this.#directory, { recursive: true, mode: 0o700 });
			await writeWhole(join(this.#directory, name), bytes);
		} catch {
			// a full disk makes it slower, not wrong
		}
	}
}

const PMTILES = 'application/vnd.pmtiles';

function contentTypeOf(bytes: Uint8Array): string {
	const head = Buffer.from(bytes.subarray(0, 7)).toString('latin1');
	if (head === 'PMTiles') return PMTILES;
	return head.startsWith('{') ? 'application/json' : 'application/octet-stream';
}

function sha256(bytes: Uint8Array): string {
	return createHash('sha256').update(bytes).digest('hex');
}

function brotli(bytes: Uint8Array): Promise<Buffer> {
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: 7,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
	};
	return promisify(brotliCompress)(bytes, { params });
}
