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
