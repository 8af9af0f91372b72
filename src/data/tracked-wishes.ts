import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import type { TrackedWish } from '#domain/place/public';
import { dueDays, keptKind, type NewWish } from '#domain/wishes/new-wish';
import { WISH_KINDS, WISH_STATES } from '#domain/wishes/wish';

const tracked: v.GenericSchema<unknown, TrackedWish> = v.object({
	state: v.picklist(WISH_STATES),
	kind: v.picklist(WISH_KINDS),
	createdAt: v.string(),
	publishedAt: v.nullable(v.string()),
	fulfilledAt: v.nullable(v.string()),
	dueOn: v.nullable(v.string()),
	text: v.string(),
	communityId: v.string(),
	communityName: v.string(),
	promisedFor: v.nullable(v.string())
});

/**
 * Tells a wish, with an account or without, and answers its tracking code; the same operation gets the same code.
 * Throws Refused: a field's refusal, `community-missing`, `building-elsewhere`, `too-many-waiting`,
 * `too-many-attempts`, `operation-conflict`.
 */
export async function postWish(client: SupabaseClient, operation: string, wish: NewWish): Promise<string> {
	const args = {
		p_operation: operation,
		p_community: wish.communityId,
		p_building: wish.buildingId,
		p_unit: wish.unit,
		p_kind: keptKind(wish),
		p_beneficiary: wish.beneficiary,
		p_due_days: dueDays(wish.urgency),
		p_text: wish.text,
		p_consent: wish.consent,
		p_contact: wish.contact,
		p_person: wish.person,
		p_proxy: wish.proxy,
		p_door: wish.door
	};
	return (await call(client, 'post_wish', args, v.object({ code: v.string() }))).code;
}

/** What became of the wish with this code. Throws Refused `code-unknown` or `too-many-attempts`. */
export function loadTrackedWish(client: SupabaseClient, code: string): Promise<TrackedWish> {
	return call(client, 'wish_by_code', { p_code: code }, tracked);
}
