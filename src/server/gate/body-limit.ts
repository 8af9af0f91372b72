/** The places that take large bodies; they read them themselves, piece by piece, once they know the sender. */
export const UPLOAD_PATHS: readonly string[] = ['/import/upload', '/plans/import/upload'];

const DISCARD_MS = 5_000;
const DISCARD_BYTES = 64 * 1024 * 1024;

/**
 * The request with its body read, or null where the body is larger than `limitBytes`. It stops reading there, so a
 * lie in `Content-Length` costs no memory.
 */
export async function withinLimit(request: Request, limitBytes: number): Promise<Request | null> {
	if (Number(request.headers.get('content-length') ?? 0) > limitBytes) return null;
	if (!request.body) return request;
	const chunks: Uint8Array[] = [];
	let size = 0;
	for await (const chunk of request.body as ReadableStream<Uint8Array>) {
		size += chunk.byteLength;
		if (size > limitBytes) return null;
		chunks.push(chunk);
	}
	const { method, headers, url } = request;
	return new Request(url, { method, headers, body: size > 0 ? Buffer.concat(chunks) : null });
}

/**
 * Lets what remains of a body go by, for some seconds and megabytes, and then hangs up: a browser reads no answer
 * while it is sending. Never throws.
 */
export async function discardBody(request: Request): Promise<void> {
	if (!request.body || request.body.locked) return;
	const reader = request.body.getReader();
	const clock = setTimeout(() => void reader.cancel().catch(() => undefined), DISCARD_MS);
	try {
		for (let size = 0; size < DISCARD_BYTES;) {
			const { done, value } = await reader.read();
			if (done) return;
			size += value.byteLength;
		}
		await reader.cancel();
	} catch {
		// the sender has gone
	} finally {
		clearTimeout(clock);
	}
}
