import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '#server/backend/backend';
import { ImportRefusal, type ImportTrouble } from '#server/import/refusal';
import { nameOfFile } from '#server/import/read-source';
import { importFailure } from '#server/upload/failure';
import type { ImportResult, RunningImport } from '#server/upload/job-state';
import { UPLOAD_LIMITS, type UploadLimits } from '#server/upload/limits';
import { prepareUpload, type PackedDistrict, type StageProgress } from '#server/upload/prepare';
import { receiveUpload, type Received } from '#server/upload/receive';
import { DEFAULT_LOCALE } from '#ui/text/locale';

/** Who imports: the database checks the right once more in the transaction that stores. */
export interface Importer {
	readonly userId: string;
	readonly sessionId: string | null;
}

export interface DeskOptions {
	readonly backend: Pick<Backend, 'job'>;
	/** Where uploads lie while they are worked on. */
	readonly uploads: string;
	readonly timeZone: string;
	/** ISO date of this moment. */
	readonly today: () => string;
	readonly limits?: UploadLimits;
	/** A district came. */
	readonly onStored?: () => void;
}

class Cancelled extends Error {}

interface Held {
	state: RunningImport;
	readonly stopping: AbortController;
	readonly ended: Promise<void>;
	readonly end: () => void;
	/** Milliseconds since the epoch. */
	readonly startedAt: number;
}

const CLOSE_TRIES = 30;

/**
 * The one import from a browser that this server may be at. It outlives the request that began it: the page asks for
 * its state, the database keeps how it ended, and its files are removed however that was.
 */
export class ImportDesk {
	readonly #options: DeskOptions;
	readonly #limits: UploadLimits;
	#held: Held | null = null;

	constructor(options: DeskOptions) {
		this.#options = options;
		this.#limits = options.limits ?? UPLOAD_LIMITS;
	}

	get limits(): UploadLimits {
		return this.#limits;
	}

	/** The import that runs, or null. */
	running(): RunningImport | null {
		return this.#held?.state ?? null;
	}

	/**
	 * Takes the upload in that the database has just begun as `importId`. Resolves once the body has been read or
	 * refused; the work goes on behind. Never throws: what went wrong is the import's result.
	 */
	async take(importId: string, importer: Importer, request: Request): Promise<void> {
		const held = this.#hold(importId, importer.userId);
		const folder = join(this.#options.uploads, importId);
		let received: Received;
		try {
			await mkdir(folder, { recursive: true, mode: 0o700 });
			const total = Number(request.headers.get('content-length')) || null;
			held.state = { ...held.state, total };
			received = await receiveUpload(request, {
				folder,
				limits: this.#limits,
				signal: held.stopping.signal,
				onBytes: (file, done) => (held.state = { ...held.state, file, done })
			});
		} catch (cause) {
			return this.#end(held, folder, this.#failed(held, cause, null));
		}
		held.state = { ...held.state, file: received.mapFile };
		void this.#work(held, folder, received, importer);
	}

	/** Stops the import of this person; resolves when nothing of it is left. False where there is none. */
	async cancel(userId: string): Promise<boolean> {
		const held = this.#held;
		if (held?.state.userId !== userId) return false;
		held.stopping.abort(new Cancelled());
		await held.ended;
		return true;
	}

	#hold(id: string, userId: string): Held {
		let end = (): void => undefined;
		const ended = new Promise<void>((resolve) => (end = resolve));
		const state: RunningImport = { id, userId, file: '', stage: 'upload', done: 0, total: null };
		const startedAt = Date.now();
		return (this.#held = { state, stopping: new AbortController(), ended, end, startedAt });
	}

	async #work(held: Held, folder: string, received: Received, importer: Importer): Promise<void> {
		try {
			const packed = await this.#prepare(held, received);
			await this.#store(held, packed, importer);
			this.#options.onStored?.();
			await this.#end(held, folder, null);
		} catch (cause) {
			await this.#end(held, folder, this.#failed(held, cause, received));
		}
	}

	#prepare(held: Held, received: Received): Promise<PackedDistrict> {
		const { timeZone, today } = this.#options;
		const { mapPath, boundaryPath, mapFile, name } = received;
		return prepareUpload(
			{
				path: mapPath,
				boundaryPath,
				name: name || nameOfFile(mapFile),
				today: today(),
				locale: DEFAULT_LOCALE,
				timeZone
			},
			{ limits: this.#limits, signal: held.stopping.signal, onProgress: (progress) => tell(held, progress) }
		);
	}

	async #store(held: Held, packed: PackedDistrict, importer: Importer): Promise<void> {
		const { facts, ...order } = packed;
		const result: ImportResult = { kind: 'done', file: held.state.file, facts, seconds: 0 };
		await this.#options.backend.job(
			'import-store',
			{ ...order, ...importer, operation: randomUUID(), importId: held.state.id, startedAt: held.startedAt, result },
			{ signal: held.stopping.signal, onProgress: (progress) => tell(held, progress) }
		);
	}

	#failed(held: Held, cause: unknown, received: Received | null): ImportResult {
		const { file } = held.state;
		if (held.stopping.signal.aborted) return { kind: 'cancelled', file };
		if (!(cause instanceof ImportRefusal)) return importFailure(file, cause);
		return { kind: 'refused', file, reason: cause.reason, trouble: ownNames(cause.trouble, received) };
	}

	/** Removes the files, writes down how it ended unless the storing transaction did, and gives the desk free. */
	async #end(held: Held, folder: string, result: ImportResult | null): Promise<void> {
		await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
		if (result) await this.#close(held.state.id, result);
		if (this.#held === held) this.#held = null;
		held.end();
	}

	async #close(importId: string, result: ImportResult): Promise<void> {
		const state = result.kind === 'cancelled' ? 'cancelled' : 'failed';
		for (let attempt = 1; attempt <= CLOSE_TRIES; attempt++) {
			try {
				await this.#options.backend.job('import-close', { importId, state, result });
				return;
			} catch {
				// the database is being reopened, or gone: then the next start closes what is open
				await new Promise((resolve) => setTimeout(resolve, 1_000).unref());
			}
		}
	}
}

function tell(held: Held, { stage, done, total }: StageProgress): void {
	held.state = { ...held.state, stage, done: done ?? null, total: total ?? null };
}

/** The sentence speaks of the files as their sender calls them. */
function ownNames(trouble: ImportTrouble, received: Received | null): ImportTrouble {
	if (!received) return trouble;
	const file = trouble.file === 'boundary' ? received.boundaryFile : received.mapFile;
	return trouble.file === 'boundary' || trouble.file === 'map' ? { ...trouble, file } : trouble;
}
