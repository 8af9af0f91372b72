/** The walking thread: keeps the last networks in memory and searches them, away from whoever serves pages. */
import { parentPort } from 'node:worker_threads';
import { decodeNetwork } from '#domain/reach/artefact';
import { ReachRefusal } from '#domain/reach/refusal';
import { StreetSearch } from '#domain/reach/search';
import { indexStreets, type StreetIndex } from '#domain/reach/snap';
import { streetsAround, walksFrom } from '#domain/reach/walk';
import type { FromWalkThread, ToWalkThread, WalkQuestion } from '#server/reach/walk-messages';

interface Ground {
	readonly index: StreetIndex;
	readonly search: StreetSearch;
}

const KEPT_NETWORKS = 3;
const grounds = new Map<string, Ground>();

parentPort!.on('message', ({ id, hash, bytes, question }: ToWalkThread) => {
	try {
		const ground = groundOf(hash, bytes);
		parentPort!.postMessage({ id, ...(ground ? answer(ground, question) : { kind: 'needs-network' }) });
	} catch (cause) {
		const refusal = cause instanceof ReachRefusal ? cause.refusal : 'failed';
		parentPort!.postMessage({ id, kind: 'refused', refusal } satisfies FromWalkThread);
	}
});

function groundOf(hash: string, bytes: Uint8Array | null): Ground | null {
	let ground = grounds.get(hash);
	if (!ground && bytes) {
		const network = decodeNetwork(bytes);
		ground = { index: indexStreets(network), search: new StreetSearch(network) };
	}
	if (!ground) return null;
	grounds.delete(hash);
	grounds.set(hash, ground);
	for (const eldest of grounds.keys()) {
		if (grounds.size <= KEPT_NETWORKS) break;
		grounds.delete(eldest);
	}
	return ground;
}

function answer({ index, search }: Ground, question: WalkQuestion) {
	if (question.kind === 'streets') {
		return { kind: 'streets', lines: streetsAround(index, question.place, question.radiusM) } as const;
	}
	const { door, places, pace, maxMinutes } = question;
	return { kind: 'walks', seconds: walksFrom(index, search, door, places, pace, maxMinutes) } as const;
}
