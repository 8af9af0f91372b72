import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';

const COMPRESSIBLE = /^(text\/|application\/(json|javascript|xml)|image\/svg)/;
/** Below this the header costs what is won. */
const WORTH_BYTES = 2_048;

/**
 * Compresses an answer that is whole, of text and long, where the client takes gzip. Streams are left alone: they
 * would arrive late. Returns the answer itself where there is nothing to win.
 */
export async function compressed(request: Request, response: Response): Promise<Response> {
	const { headers } = response;
	const length = Number(headers.get('content-length') ?? 0);
	const fits = length >= WORTH_BYTES && COMPRESSIBLE.test(headers.get('content-type') ?? '');
	if (!fits || headers.has('content-encoding') || response.status === 206 || !takesGzip(request)) return response;
	const body = await promisify(gzip)(await response.arrayBuffer(), { level: constants.Z_BEST_SPEED + 3 });
	const changed = new Headers(headers);
	changed.set('content-encoding', 'gzip');
	changed.set('content-length', String(body.length));
	changed.append('vary', 'accept-encoding');
	const etag = headers.get('etag');
	// the tag names the plain bytes; weak, it may stand for these as well
	if (etag && !etag.startsWith('W/')) changed.set('etag', `W/${etag}`);
	return new Response(body, { status: response.status, statusText: response.statusText, headers: changed });
}

function takesGzip(request: Request): boolean {
	const accepted = request.headers.get('accept-encoding') ?? '';
	return /\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/.test(accepted);
}
