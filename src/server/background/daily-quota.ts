import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BACKGROUND_LAYERS, type BackgroundLayer } from '#server/background/tile-address';

/** The service counts its days on this clock, wherever the server stands. */
const CLOCK = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai', dateStyle: 'short' });
/** So many are written down ahead: a crash forgets none that was asked for, and few requests wait for the disk. */
const AHEAD = 25;

type Counts = Partial<Record<BackgroundLayer, number>>;

export interface QuotaOptions {
	/** Where the counts are kept over restarts. */
	readonly file: string;
	/** Requests of one layer in one day. */
	readonly daily: number;
	readonly now?: () => Date;
}

/** How many tiles of each layer may still be asked of the service today; a new day begins at midnight in Shanghai. */
export class DailyQuota {
	readonly #options: QuotaOptions;
	#day = '';
	#used: Counts = {};
	#written: Counts = {};

	constructor(options: QuotaOptions) {
		this.#options = options;
		const kept = readKept(options.file);
		this.#day = kept.day;
		this.#used = { ...kept.counts };
		this.#written = { ...kept.counts };
	}

	/** Takes one request off today's number; false where none is left. Throws where the count cannot be written. */
	take(layer: BackgroundLayer): boolean {
		this.#turnDay();
		const used = (this.#used[layer] ?? 0) + 1;
		if (used > this.#options.daily) return false;
		if (used > (this.#written[layer] ?? 0)) {
			this.#write({ ...this.#written, [layer]: Math.min(this.#options.daily, used + AHEAD - 1) });
		}
		this.#used[layer] = used;
		return true;
	}

	/** Requests that are left today. */
	left(layer: BackgroundLayer): number {
		this.#turnDay();
		return Math.max(0, this.#options.daily - (this.#used[layer] ?? 0));
	}

	#turnDay(): void {
		const today = CLOCK.format(this.#options.now?.() ?? new Date());
		if (today === this.#day) return;
		this.#day = today;
		this.#used = {};
		this.#written = {};
	}

	#write(counts: Counts): void {
		const { file } = this.#options;
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		writeFileSync(`${file}.part`, JSON.stringify({ day: this.#day, counts }), { mode: 0o600 });
		renameSync(`${file}.part`, file);
		this.#written = counts;
	}
}

/** What was kept; a file that cannot be read counts as none. */
function readKept(file: string): { day: string; counts: Counts } {
	try {
		const { day, counts } = JSON.parse(readFileSync(file, 'utf8')) as {
			day?: unknown;
			counts?: Record<string, unknown>;
		};
		const whole = BACKGROUND_LAYERS.map((layer) => [layer, counts?.[layer]] as const).filter(
			(entry): entry is [BackgroundLayer, number] => Number.isSafeInteger(entry[1]) && Number(entry[1]) >= 0
		);
		return { day: typeof day === 'string' ? day : '', counts: Object.fromEntries(whole) };
	} catch {
		return { day: '', counts: {} };
	}
}
