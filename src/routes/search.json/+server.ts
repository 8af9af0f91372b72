import { json } from '@sveltejs/kit';
import { answerSearch, statusOf } from '#server/search/answer';
import type { RequestHandler } from './$types';

/** What the palette asks as somebody types: `{rows}` or `{refusal}`, with the caller's own rights. */
export const GET: RequestHandler = async (event) => {
	const { answer } = await answerSearch(event, 15);
	return json(answer, { status: statusOf(answer), headers: { 'cache-control': 'private, max-age=10' } });
};
