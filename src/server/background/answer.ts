import { BACKGROUND_KINDS, type BackgroundStates } from '#domain/place/background';
import type { Bounds } from '#domain/place/coord';
import { Background, type TileAnswer } from '#server/background/background';
import { isNear, parseTile } from '#server/background/tile-address';
import { Remembered } from '#server/remembered';
import type { Installation } from '#server/installation';

/** Says why there is no picture, so that one can tell a hole from the end of the day's number. */
export const STATE_HEADER = 'x-gezhi-background';
const A_DAY_SECONDS = 86_400;

let background: Background | null = null;
const areas = new Remembered<readonly Bounds[]>({ freshMs: 60_000, patienceMs: 200, firstPatienceMs: 3_000 });

/** The background of this process; null where the server offers none. */
export function runningBackground({ config, directory }: Installation): Background | null {
	if (!config.tianditu) return null;
	return (background ??= new Background({ ...config.tianditu, directory: directory.background }));
}

/**
 * Answers a request for a tile near the districts that `ask` names. 404 where nothing is offered or the place is
 * elsewhere, 400 for what is no tile, 204 with `x-gezhi-background` where there is no picture now: the map stays as it is.
 */
export async function answerBackground(
	offered: Background | null,
	words: Readonly<Record<'layer' | 'z' | 'x' | 'y', string>>,
	ask: () => Promise<readonly Bounds[]>
): Promise<Response> {
	if (!offered) return refused(404);
	const tile = parseTile(words);
	if (!tile) return refused(400);
	const known = await areas.read(ask);
	if (!known) return empty('unavailable');
	if (!isNear(tile, known)) return refused(404);
	const answer = await offered.tile(tile);
	if (answer.kind !== 'tile') return empty(answer.kind);
	return new Response(answer.bytes as Uint8Array<ArrayBuffer>, {
		headers: {
			'content-type': answer.type,
			'content-length': String(answer.bytes.length),
			'cache-control': `public, max-age=${A_DAY_SECONDS}`,
			[STATE_HEADER]: 'on'
		}
	});
}

/** What can be shown now, as JSON; 404 where nothing is offered. */
export function answerStates(offered: Background | null): Response {
	if (!offered) return refused(404);
	const states = Object.fromEntries(BACKGROUND_KINDS.map((kind) => [kind, offered.state(kind)])) as BackgroundStates;
	return Response.json(states, { headers: { 'cache-control': 'no-store' } });
}

function refused(status: 400 | 404): Response {
	return new Response(null, { status, headers: { 'cache-control': 'no-store' } });
}

function empty(state: Exclude<TileAnswer['kind'], 'tile'>): Response {
	return new Response(null, { status: 204, headers: { 'cache-control': 'no-store', [STATE_HEADER]: state } });
}
