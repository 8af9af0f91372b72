import { Refused } from '#data/call';

/** Where a content-addressed artefact is served; the same bytes for ever. */
export function artefactPath(hash: string): string {
	return `/artefacts/${hash}`;
}

/** The bytes of an artefact. Throws Refused `offline` or `not-found`; an abort is thrown as its reason. */
export async function fetchArtefact(hash: string, signal?: AbortSignal): Promise<Uint8Array> {
	let response: Response;
	try {
		response = await fetch(artefactPath(hash), { signal });
	} catch {
		signal?.throwIfAborted();
		throw new Refused('offline');
	}
	if (!response.ok) throw new Refused(response.status === 404 ? 'not-found' : 'busy');
	return new Uint8Array(await response.arrayBuffer());
}
