import { parseRange } from '#server/artefacts/range';
import type { ArtefactStore, Compression, FetchArtefact } from '#server/artefacts/store';

/** Answers a request for an artefact: whole and compressed, a range of its plain bytes, or "you have it". */
export async function answerArtefact(
	store: ArtefactStore,
	hash: string,
	request: Request,
	fetch: FetchArtefact
): Promise<Response> {
	const etag = `"${hash}"`;
	if (request.headers.get('if-none-match')?.includes(etag))
		return new Response(null, { status: 304, headers: kept(etag) });
	const asked = request.headers.get('range');
	const accepted = asked ? [] : encodingsOf(request.headers.get('accept-encoding'));
	const artefact = await store.read(hash, accepted, fetch);
	if (!artefact) return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
	const { bytes, contentType, encoding } = artefact;
	const headers = new Headers({ ...kept(etag), 'content-type': contentType, 'accept-ranges': 'bytes' });
	if (encoding !== 'identity') headers.set('content-encoding', encoding);
	const mayRange = asked && (request.headers.get('if-range') ?? etag) === etag;
	const range = mayRange ? parseRange(asked, bytes.length) : null;
	if (range === 'unsatisfiable') {
		return new Response(null, { status: 416, headers: { 'content-range': `bytes */${bytes.length}` } });
	}
	const part = range ? bytes.subarray(range.first, range.last + 1) : bytes;
	headers.set('content-length', String(part.length));
	if (range) headers.set('content-range', `bytes ${range.first}-${range.last}/${bytes.length}`);
	return new Response(part as Uint8Array<ArrayBuffer>, { status: range ? 206 : 200, headers });
}

function kept(etag: string): Record<string, string> {
	return { etag, 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' };
}

/** Our encodings that the client takes, best first. */
function encodingsOf(header: string | null): Compression[] {
	const named = (header ?? '').split(',').map((part) => part.trim().split(/\s*;\s*/));
	const takes = (name: string) =>
		named.some(([coding, weight]) => coding === name && !/^q=0(\.0*)?$/.test(weight ?? ''));
	return (['br', 'gzip'] as const).filter(takes);
}
