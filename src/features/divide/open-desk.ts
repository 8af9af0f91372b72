import { DivisionDesk, type OpenDesk } from '#compute/division-desk';
import { fetchArtefact } from '#data/artefacts';
import { Refused } from '#data/call';
import type { PlanDraft } from '#domain/division/plan';
import type { MapView } from '#domain/place/view';

/** A draft on the desk over the parcels of its district. Throws what has a `refusal`: 'not-found' without parcels. */
export async function openDesk({ artefacts }: MapView, draft: PlanDraft, signal: AbortSignal): Promise<OpenDesk> {
	if (!artefacts.parcels) throw new Refused('not-found');
	const parcels = await fetchArtefact(artefacts.parcels, signal);
	// the draft of a page is a proxy in places, and a worker takes plain values only
	return DivisionDesk.open(parcels, draft, signal);
}
