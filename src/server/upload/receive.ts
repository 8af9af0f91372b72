import { open, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportRefusal } from '#server/import/refusal';
import { megabytes, type UploadLimits } from '#server/upload/limits';
import { boundaryOf, readForm, TornForm, type PartHead, type PartSink } from '#server/upload/multipart';

/** What arrived with the form. The files lie in the folder that was given. */
export interface Received {
	/** Name for the district; empty where none was typed. */
	readonly name: string;
	readonly mapPath: string;
	/** What the sender calls the file, without folders and control characters. */
	readonly mapFile: string;
	readonly boundaryPath: string | null;
	readonly boundaryFile: string;
}

export interface ReceiveOptions {
	readonly folder: string;
	readonly limits: UploadLimits;
	readonly signal: AbortSignal;
	/** Told with every piece: the file's name once it is known, and the bytes so far. */
	readonly onBytes?: (file: string, bytes: number) => void;
}

const MAX_NAME = 80;
const MAX_FILE_NAME = 80;
const CONTROL = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/**
 * Writes the files of an upload to disk as they arrive. Throws `ImportRefusal` for one that is too large, too slow,
 * torn, or brings no map, and the signal's reason when aborted. What was written is the caller's to remove.
 */
export async function receiveUpload(request: Request, options: ReceiveOptions): Promise<Received> {
	const boundary = boundaryOf(request.headers.get('content-type') ?? '');
	const files = new FileSink(options);
	if (boundary === null || !request.body) throw files.refusal('upload-torn');
	try {
		await readForm(paced(request.body, options, files), boundary, files);
	} catch (cause) {
		throw files.told(cause, options.signal);
	} finally {
		await files.close();
	}
	return files.received();
}

/** The pieces of a body, with a limit on the pause before each and on all together. */
async function* paced(
	body: ReadableStream<Uint8Array>,
	{ limits, signal }: ReceiveOptions,
	files: FileSink
): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	const until = performance.now() + limits.uploadMs;
	try {
		for (;;) {
			const wait = Math.min(limits.idleMs, until - performance.now());
			const { done, value } = await hurried(reader.read(), wait, signal, () => files.refusal('upload-too-slow'));
			if (done) return;
			yield value;
		}
	} finally {
		reader.releaseLock();
	}
}

/** The promise's value, unless the signal or the clock comes first. */
async function hurried<T>(promise: Promise<T>, waitMs: number, signal: AbortSignal, late: () => Error): Promise<T> {
	// whoever loses the race is nobody's concern
	promise.catch(() => undefined);
	signal.throwIfAborted();
	const cut = Promise.withResolvers<never>();
	const clock = setTimeout(() => cut.reject(late()), Math.max(0, waitMs));
	const stop = (): void => cut.reject(signal.reason as Error);
	signal.addEventListener('abort', stop, { once: true });
	try {
		return await Promise.race([promise, cut.promise]);
	} finally {
		clearTimeout(clock);
		signal.removeEventListener('abort', stop);
	}
}

/** Puts each file of the form under a name of ours, and remembers what its sender calls it. */
class FileSink implements PartSink {
	readonly #options: ReceiveOptions;
	readonly #names = { map: '', boundary: '' };
	readonly #sizes = { map: 0, boundary: 0 };
	#part: 'map' | 'boundary' | 'name' | null = null;
	#handle: FileHandle | null = null;
	#name = Buffer.alloc(0);

	constructor(options: ReceiveOptions) {
		this.#options = options;
	}

	async head({ name, fileName }: PartHead): Promise<void> {
		const isFile = (name === 'map' || name === 'boundary') && fileName !== null && this.#sizes[name] === 0;
		this.#part = isFile ? name : name === 'name' && fileName === null ? 'name' : null;
		if (!isFile) return;
		this.#names[name] = plainName(fileName);
		this.#handle = await open(join(this.#options.folder, name), 'w', 0o600);
	}

	async data(bytes: Buffer): Promise<void> {
		const part = this.#part;
		if (part === null) return;
		if (part === 'name') {
			if (this.#name.length + bytes.length > MAX_NAME * 16) throw this.refusal('upload-name-too-long', MAX_NAME);
			this.#name = Buffer.concat([this.#name, bytes]);
			return;
		}
		const { limits, onBytes } = this.#options;
		const limit = part === 'map' ? limits.mapBytes : limits.boundaryBytes;
		this.#sizes[part] += bytes.length;
		if (this.#sizes[part] > limit) throw this.refusal('upload-too-large', megabytes(limit));
		await this.#handle?.writeFile(bytes);
		onBytes?.(this.#names.map || this.#names.boundary, this.#sizes.map + this.#sizes.boundary);
	}

	async end(): Promise<void> {
		await this.close();
		this.#part = null;
	}

	async close(): Promise<void> {
		const handle = this.#handle;
		this.#handle = null;
		await handle?.close();
	}

	received(): Received {
		const { folder } = this.#options;
		const name = this.#name.toString('utf8').replace(CONTROL, '').trim();
		if (name.length > MAX_NAME) throw this.refusal('upload-name-too-long', MAX_NAME);
		// a browser sends a file without name and bytes where none was chosen
		if (this.#names.map === '') throw this.refusal('upload-without-file');
		const hasBoundary = this.#names.boundary !== '';
		return {
			name,
			mapPath: join(folder, 'map'),
			mapFile: this.#names.map,
			boundaryPath: hasBoundary ? join(folder, 'boundary') : null,
			boundaryFile: this.#names.boundary
		};
	}

	refusal(reason: ConstructorParameters<typeof ImportRefusal>[0], limit?: number): ImportRefusal {
		const file = (this.#part === 'boundary' ? this.#names.boundary : this.#names.map) || '—';
		return new ImportRefusal(reason, { file, limit });
	}

	/** What a failed reading of the form comes down to. */
	told(cause: unknown, signal: AbortSignal): unknown {
		if (signal.aborted) return signal.reason;
		if (cause instanceof ImportRefusal) return cause;
		if ((cause as NodeJS.ErrnoException | null)?.code === 'ENOSPC') return this.refusal('upload-no-space');
		const fromClient = cause instanceof TornForm || /abort|reset|premature|closed/i.test(String(cause));
		return fromClient ? this.refusal('upload-torn') : cause;
	}
}

/** A file's name as it may be shown: no folders, nothing that turns or hides text, not endless. */
export function plainName(name: string): string {
	const plain = name.replace(CONTROL, '').split(/[/\\]/).at(-1)!.trim();
	return plain.length > MAX_FILE_NAME ? `…${plain.slice(-MAX_FILE_NAME)}` : plain;
}
