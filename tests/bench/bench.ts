/** What a bench is asked for on the command line. */
export interface BenchOptions {
	/** Streets to run on; without it every bench uses a seeded town of its own. */
	readonly osm: string | null;
	/** The demo that the bench `pages` compares with the town, and the database it asks. */
	readonly size?: string;
	readonly engine?: string;
	/** The same where it was asked for by name: `boot` measures on the town unless it was. */
	readonly demo?: string | null;
	/** Measured times are multiplied by it, so that figures of different days can be compared. */
	readonly scale: number;
	readonly calibrationMs: number;
}

export interface Times {
	readonly median: number;
	readonly p95: number;
}

/** One result: one JSON object on a line. `ratio` is the peer's median over ours: bigger is better. */
export interface BenchRow {
	readonly bench: string;
	readonly case: string;
	readonly ours_ms: Times;
	readonly peer: string | null;
	readonly peer_ms: Times | null;
	readonly ratio: number | null;
	readonly ratio_p95: number | null;
	/** Whatever is not a time of the case, with its unit in the name; shares from 0 to 1. */
	readonly quality: Readonly<Record<string, number>>;
	readonly n: number;
	readonly seed: number;
	/** False where a check of truth failed: the run then ends with exit code 1. */
	readonly truthful: boolean;
}

export interface Bench {
	run(options: BenchOptions): Promise<BenchRow[]> | BenchRow[];
}

/** Three significant digits: more would pretend. */
export function rounded(value: number): number {
	return Number(value.toPrecision(3));
}

export function quantile(values: readonly number[], share: number): number {
	const rising = [...values].sort((a, b) => a - b);
	return rising[Math.min(rising.length - 1, Math.floor(rising.length * share))]!;
}

/** Median and 95th percentile of measured milliseconds, scaled by the calibration. */
export function timesOf(measured: readonly number[], { scale }: BenchOptions): Times {
	return { median: rounded(quantile(measured, 0.5) * scale), p95: rounded(quantile(measured, 0.95) * scale) };
}

/** Milliseconds that one call takes. */
export function timed(call: () => unknown): number {
	const start = performance.now();
	call();
	return performance.now() - start;
}

/** Puts a row together; the peer, if any, took turns with ours in the same run. */
export function compare(
	row: Pick<BenchRow, 'bench' | 'case' | 'quality' | 'n' | 'seed' | 'truthful'>,
	ours: Times,
	peer: { readonly name: string; readonly times: Times } | null
): BenchRow {
	return {
		bench: row.bench,
		case: row.case,
		ours_ms: ours,
		peer: peer?.name ?? null,
		peer_ms: peer?.times ?? null,
		ratio: peer ? rounded(peer.times.median / ours.median) : null,
		ratio_p95: peer ? rounded(peer.times.p95 / ours.p95) : null,
		quality: row.quality,
		n: row.n,
		seed: row.seed,
		truthful: row.truthful
	};
}
