import { PLAIN_REFUSAL, STATEMENT_CUT, type Engine, type Hold } from '#server/backend/engine';
import { describeError, framesOf } from '#server/backend/quiet-console';
import type { FromThread, RequestMessage } from '#server/backend/thread-messages';

/** Runs one request in the database thread and packs its answer. Never throws. */
export async function answerRequest(engine: Engine, message: RequestMessage, watch: Int32Array): Promise<FromThread> {
	try {
		if (!engine.fetch) return pack(message.id, jsonAnswer(501, { message: 'not-served-here' }));
		const response = await engine.fetch(requestOf(message), holdOn(message.id, watch));
		return await pack(message.id, response);
	} catch (cause) {
		process.stderr.write(`[database] ${describeError(cause)} ${framesOf(cause)}\n`);
		return pack(message.id, jsonAnswer(500, { message: 'failed' }));
	}
}

function requestOf({ method, url, headers, body }: RequestMessage): Request {
	return new Request(url, {
		method,
		headers: headers.map(([name, value]): [string, string] => [name, value]),
		...(body && method !== 'GET' && method !== 'HEAD' ? { body: body as Uint8Array<ArrayBuffer> } : {})
	});
}

/** Leaves a note in shared memory while this request holds the database. */
function holdOn(id: number, watch: Int32Array): Hold {
	return {
		begin: () => {
			Atomics.store(watch, 1, Date.now() & 0x7fffffff);
			Atomics.add(watch, 2, 1);
			Atomics.store(watch, 0, id);
		},
		end: () => void Atomics.store(watch, 0, 0)
	};
}

async function pack(id: number, response: Response): Promise<FromThread> {
	const answer = await plainCode(response);
	const bytes = answer.body ? new Uint8Array(await answer.arrayBuffer()) : null;
	const headers = [...answer.headers].filter(
		([name]) => name !== 'content-length' && !name.startsWith('access-control-')
	);
	return { kind: 'response', id, status: answer.status, headers, body: bytes };
}

/** Gives the exchanged SQLSTATEs of engine.ts back, and says when a cut statement may be tried again. */
async function plainCode(response: Response): Promise<Response> {
	if (response.status !== 400 && response.status !== 503) return response;
	const text = await response.text();
	const headers = new Headers(response.headers);
	const cut = text.includes(`"${STATEMENT_CUT}"`);
	const body = cut
		? JSON.stringify({ code: '57014', message: 'too-slow', details: null, hint: null })
		: text.replace(`"code":"${PLAIN_REFUSAL}"`, '"code":"P0001"');
	if (cut) headers.set('retry-after', '5');
	return new Response(body, { status: response.status, headers });
}

function jsonAnswer(status: number, body: object): Response {
	return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json; charset=utf-8' } });
}
