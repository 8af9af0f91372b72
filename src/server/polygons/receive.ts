import { PolygonRefusal } from '#domain/division/polygons/refusal';
import { decodeText } from '#server/polygons/decode';
import { POLYGON_UPLOAD } from '#server/polygons/limits';
import { megabytes } from '#server/upload/limits';
import { boundaryOf, readForm, TornForm, type PartHead, type PartSink } from '#server/upload/multipart';
import { plainName } from '#server/upload/receive';

/** What arrived with the form. */
export interface ReceivedPolygons {
	/** What the sender calls the file, without folders and control characters. */
	readonly fileName: string;
	readonly text: string;
	/** The other fields of the form. */
	readonly fields: ReadonlyMap<string, string>;
}

const MAX_FIELD = 200;

/** Reads an upload into memory, with limits of size and time. Throws PolygonRefusal. */
export async function receivePolygons(request: Request): Promise<ReceivedPolygons> {
	const boundary = boundaryOf(request.headers.get('content-type') ?? '');
	if (boundary === null || !request.body) throw new PolygonRefusal('polygons-torn');
	const parts = new MemorySink();
	try {
		await readForm(paced(request.body), boundary, parts);
	} catch (cause) {
		if (cause instanceof TornForm || /abort|reset|premature|closed/i.test(String(cause))) {
			throw new PolygonRefusal('polygons-torn');
		}
		throw cause;
	}
	return parts.received();
}

/** The pieces of a body, with a limit on the pause before each and on all together. */
async function* paced(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
	const reader = body.getReader();
	const until = performance.now() + POLYGON_UPLOAD.uploadMs;
	try {
		for (;;) {
			const wait = Math.max(0, Math.min(POLYGON_UPLOAD.idleMs, until - performance.now()));
			const late = Promise.withResolvers<never>();
			const clock = setTimeout(() => late.reject(new PolygonRefusal('polygons-torn')), wait);
			const { done, value } = await Promise.race([reader.read(), late.promise]).finally(() => clearTimeout(clock));
			if (done) return;
			yield value;
		}
	} finally {
		reader.releaseLock();
	}
}

class MemorySink implements PartSink {
	readonly #fields = new Map<string, string>();
	#part: PartHead | null = null;
	#chunks: Buffer[] = [];
	#size = 0;
	#file: { readonly name: string; readonly bytes: Buffer } | null = null;

	async head(part: PartHead): Promise<void> {
		[this.#part, this.#chunks, this.#size] = [part, [], 0];
	}

	async data(bytes: Buffer): Promise<void> {
		this.#size += bytes.length;
		const isFile = this.#part?.fileName !== null;
		if (this.#size > (isFile ? POLYGON_UPLOAD.fileBytes : MAX_FIELD)) {
			throw new PolygonRefusal('polygons-too-large', { limit: megabytes(POLYGON_UPLOAD.fileBytes) });
		}
		this.#chunks.push(Buffer.from(bytes));
	}

	async end(): Promise<void> {
		if (!this.#part) return;
		const { name, fileName } = this.#part;
		const bytes = Buffer.concat(this.#chunks);
		if (fileName === null) this.#fields.set(name, bytes.toString('utf8'));
		else if (name === 'file' && fileName !== '') this.#file = { name: plainName(fileName), bytes };
	}

	received(): ReceivedPolygons {
		// a browser sends a file without name and bytes where none was chosen
		if (!this.#file) throw new PolygonRefusal('polygons-without-file');
		return { fileName: this.#file.name, text: decodeText(this.#file.bytes), fields: this.#fields };
	}
}
