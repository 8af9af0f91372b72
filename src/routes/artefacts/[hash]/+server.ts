import { readArtefactBytes } from '#data/artefact-bytes';
import { answerArtefact } from '#server/artefacts/answer';
import { ArtefactStore } from '#server/artefacts/store';
import { runningInstallation } from '#server/running';
import type { RequestHandler } from './$types';

let store: ArtefactStore | null = null;

/** An artefact by the hash of its content: the same bytes for ever. */
export const GET: RequestHandler = async ({ params, request, locals }) => {
	const { directory } = await runningInstallation();
	store ??= new ArtefactStore(directory.cache);
	return answerArtefact(store, params.hash, request, (hash) => readArtefactBytes(locals.supabase, hash));
};
