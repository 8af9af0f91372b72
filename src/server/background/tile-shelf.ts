import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { TileAddress } from '#server/background/tile-address';
import { writeWhole } from '#server/whole-file';

export interface ShelfOptions {
	readonly directory: string;
	/** Bytes on disk at most; the oldest tiles go first. */
	readonly maxBytes: number;
	/** How long a tile counts as what the service would answer. */
	readonly maxAgeMs: number;
	readonly now?: () => Date;
}

interface Kept {
	readonly bytes: number;
	readonly at: number;
}

/** Tiles on disk by their address, bounded in size and age. A shelf that cannot be written is an empty one. */
export class TileShelf {
	readonly #options: ShelfOptions;
	#index: Promise<Map<string, Kept>> | null = null;
	#total = 0;

	constructor(options: ShelfOptions) {
		this.#options = options;
	}

	/** The bytes of a tile, null where it is not there or too old. */
	async get(tile: TileAddress): Promise<Uint8Array | null> {
		const name = nameOf(tile);
		const index = await this.#open();
		const kept = index.get(name);
		if (!kept) return null;
		if (kept.at + this.#options.maxAgeMs < this.#now()) {
			await this.#drop(index, name);
			return null;
		}
		try {
			return await readFile(join(this.#options.directory, name));
		} catch {
			return null;
		}
	}

	async put(tile: TileAddress, bytes: Uint8Array): Promise<void> {
		const name = nameOf(tile);
		const index = await this.#open();
		try {
			await mkdir(this.#options.directory, { recursive: true, mode: 0o700 });
			await writeWhole(join(this.#options.directory, name), bytes);
		} catch {
			return;
		}
		this.#total += bytes.length - (index.get(name)?.bytes ?? 0);
		// said anew, so that the oldest stand first
		index.delete(name);
		index.set(name, { bytes: bytes.length, at: this.#now() });
		for (const oldest of index.keys()) {
			if (this.#total <= this.#options.maxBytes) break;
			await this.#drop(index, oldest);
		}
	}

	#now(): number {
		return (this.#options.now?.() ?? new Date()).getTime();
	}

	#open(): Promise<Map<string, Kept>> {
		return (this.#index ??= this.#read());
	}

	/** What lies there from before, the oldest first. */
	async #read(): Promise<Map<string, Kept>> {
		const { directory } = this.#options;
		const names = (await readdir(directory).catch(() => [])).filter((name) => /^[a-z]{3}-\d+-\d+-\d+$/.test(name));
		const found: [string, Kept][] = [];
		for (const name of names) {
			const about = await stat(join(directory, name)).catch(() => null);
			if (about) found.push([name, { bytes: about.size, at: about.mtimeMs }]);
		}
		found.sort(([, a], [, b]) => a.at - b.at);
		this.#total = found.reduce((sum, [, { bytes }]) => sum + bytes, 0);
		return new Map(found);
	}

	async #drop(index: Map<string, Kept>, name: string): Promise<void> {
		const kept = index.get(name);
		if (!kept) return;
		index.delete(name);
		this.#total -= kept.bytes;
		await rm(join(this.#options.directory, name), { force: true }).catch(() => undefined);
	}
}

function nameOf({ layer, z, x, y }: TileAddress): string {
	return `${layer}-${z}-${x}-${y}`;
}
