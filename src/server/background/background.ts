import { join } from 'node:path';
import { DailyQuota } from '#server/background/daily-quota';
import { upstreamAddress, type TileAddress } from '#server/background/tile-address';
import { TileShelf } from '#server/background/tile-shelf';
import type { TiandituAccess } from '#server/config';
import type { BackgroundKind, BackgroundState } from '#domain/place/background';

export interface BackgroundOptions extends TiandituAccess {
	/** Where tiles and counts are kept. */
	readonly directory: string;
	/** Where the service is; another place in tests. */
	readonly upstream?: string;
	readonly timeoutMs?: number;
	readonly maxBytes?: number;
	readonly now?: () => Date;
}

/** A tile, or why there is none: the day's number is used up, or the service does not answer as it should. */
export type TileAnswer =
	| { readonly kind: 'tile'; readonly bytes: Uint8Array; readonly type: 'image/png' | 'image/jpeg' }
	| { readonly kind: 'used-up' }
	| { readonly kind: 'unavailable' };

const UPSTREAM = 'https://t0.tianditu.gov.cn';
const TIMEOUT_MS = 6_000;
const SHELF_BYTES = 256 * 1024 ** 2;
const SHELF_AGE_MS = 14 * 86_400_000;
const MAX_TILE_BYTES = 512 * 1024;
/** After so many failures in a row the service is left alone for a while; each would cost a request of the day. */
const FAILURES = 4;
const PAUSE_MS = 30_000;
const UNAVAILABLE: TileAnswer = { kind: 'unavailable' };

/**
 * Tianditu behind our own address: tiles from the shelf, else from the service as long as today's number lasts.
 * Never throws, never logs: an address upstream has the key in it.
 */
export class Background {
	readonly #options: BackgroundOptions;
	readonly #quota: DailyQuota;
	readonly #shelf: TileShelf;
	readonly #underway = new Map<string, Promise<TileAnswer>>();
	#failures = 0;
	#pausedUntil = 0;

	constructor(options: BackgroundOptions) {
		const { directory, dailyTiles, now, maxBytes = SHELF_BYTES } = options;
		const clock = now ? { now } : {};
		this.#options = options;
		this.#quota = new DailyQuota({ file: join(directory, 'quota.json'), daily: dailyTiles, ...clock });
		this.#shelf = new TileShelf({ directory: join(directory, 'tiles'), maxBytes, maxAgeMs: SHELF_AGE_MS, ...clock });
	}

	/** What a reader may expect of a background now: both of its layers are needed. */
	state(kind: BackgroundKind): BackgroundState {
		const layers = kind === 'vec' ? (['vec', 'cva'] as const) : (['img', 'cia'] as const);
		if (layers.some((layer) => this.#quota.left(layer) === 0)) return 'used-up';
		return this.#isPaused() ? 'unavailable' : 'on';
	}

	/** One tile. Whoever asks for the same one meanwhile gets the same answer. */
	tile(tile: TileAddress): Promise<TileAnswer> {
		const name = `${tile.layer}/${tile.z}/${tile.x}/${tile.y}`;
		let answer = this.#underway.get(name);
		if (!answer) {
			answer = this.#find(tile)
				.catch(() => UNAVAILABLE)
				.finally(() => this.#underway.delete(name));
			this.#underway.set(name, answer);
		}
		return answer;
	}

	async #find(tile: TileAddress): Promise<TileAnswer> {
		const kept = await this.#shelf.get(tile);
		const type = kept && imageType(kept);
		if (kept && type) return { kind: 'tile', bytes: kept, type };
		if (this.#isPaused()) return UNAVAILABLE;
		if (!this.#quota.take(tile.layer)) return { kind: 'used-up' };
		const answer = await this.#ask(tile).catch(() => UNAVAILABLE);
		this.#count(answer);
		if (answer.kind === 'tile') await this.#shelf.put(tile, answer.bytes);
		return answer;
	}

	async #ask(tile: TileAddress): Promise<TileAnswer> {
		const { upstream = UPSTREAM, key, timeoutMs = TIMEOUT_MS } = this.#options;
		const response = await fetch(upstreamAddress(upstream, key, tile), {
			signal: AbortSignal.timeout(timeoutMs),
			// another address would get the key
			redirect: 'error',
			headers: { accept: 'image/*' }
		});
		const bytes = response.ok ? await bodyWithin(response, MAX_TILE_BYTES) : null;
		if (!bytes) await response.body?.cancel().catch(() => undefined);
		// what says that it is an image may be a refusal in XML
		const type = bytes && imageType(bytes);
		return bytes && type ? { kind: 'tile', bytes, type } : UNAVAILABLE;
	}

	#count(answer: TileAnswer): void {
		this.#failures = answer.kind === 'tile' ? 0 : this.#failures + 1;
		if (this.#failures < FAILURES) return;
		this.#failures = 0;
		this.#pausedUntil = this.#now() + PAUSE_MS;
	}

	#isPaused(): boolean {
		return this.#now() < this.#pausedUntil;
	}

	#now(): number {
		return (this.#options.now?.() ?? new Date()).getTime();
	}
}

/** A body of at most so many bytes; null where there is more, or nothing. */
async function bodyWithin(response: Response, maxBytes: number): Promise<Uint8Array | null> {
	const parts: Uint8Array[] = [];
	let length = 0;
	for await (const part of response.body ?? []) {
		length += part.length;
		if (length > maxBytes) return null;
		parts.push(part);
	}
	return length > 0 ? Buffer.concat(parts) : null;
}

/** By the first bytes of a file, whatever its sender calls it. */
function imageType(bytes: Uint8Array): 'image/png' | 'image/jpeg' | null {
	const starts = (...signature: number[]) => signature.every((byte, at) => bytes[at] === byte);
	if (starts(0x89, 0x50, 0x4e, 0x47)) return 'image/png';
	return starts(0xff, 0xd8, 0xff) ? 'image/jpeg' : null;
}
