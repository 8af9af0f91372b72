import type { SupabaseClient } from '@supabase/supabase-js';
import { error } from '@sveltejs/kit';
import { readArtefactBytes } from '#data/artefact-bytes';
import { Refused } from '#data/call';
import { askPlanTiles, loadPlanGround } from '#data/plan-tiles';
import type { ArtefactStore } from '#server/artefacts/store';
import type { PlanDoor } from '#server/tiles/tile-desk';

/** The door to the database with this caller's rights. */
export function planDoor(client: SupabaseClient, artefacts: ArtefactStore): PlanDoor {
	return {
		state: (plan) => askPlanTiles(client, plan),
		ground: async (plan) => {
			const { version, isPublic, ...ground } = await loadPlanGround(client, plan);
			const fetch = (hash: string) => readArtefactBytes(client, hash);
			const parcels = ground.parcels ? await artefacts.read(ground.parcels, [], fetch) : null;
			return { ground, version, isPublic, parcels: parcels?.bytes ?? null };
		}
	};
}

/** The answer of `work`, or an error page: 404 where the database says that there is no such plan for the caller. */
export async function refusedAsStatus<Value>(work: () => Promise<Value>): Promise<Value> {
	try {
		return await work();
	} catch (problem) {
		if (!(problem instanceof Refused)) throw problem;
		error(problem.refusal === 'not-found' ? 404 : 503, { message: problem.refusal, refusal: problem.refusal });
	}
}
