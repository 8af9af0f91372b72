import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import type { PageRequest } from '#data/buildings';
import { call } from '#data/call';
import { lngLat, paged } from '#data/shapes';
import type { Paged, WishRow } from '#domain/place/card';
import type { WishKind, WishState } from '#domain/wishes/wish';
import { BENEFICIARIES, WISH_KINDS, WISH_STATES } from '#domain/wishes/wish';

export interface WishQuestion extends PageRequest {
	readonly districtId: string;
	/** Null for every state the caller may know. */
	readonly states?: readonly WishState[] | null;
	readonly kinds?: readonly WishKind[] | null;
	readonly communityId?: string | null;
	readonly lineageId?: string | null;
}

/** A wish as lists and cards carry it. */
export const wishRow: v.GenericSchema<unknown, WishRow> = v.object({
	id: v.string(),
	kind: v.picklist(WISH_KINDS),
	state: v.picklist(WISH_STATES),
	beneficiary: v.picklist(BENEFICIARIES),
	text: v.string(),
	communityId: v.string(),
	lineageId: v.nullable(v.string()),
	cellName: v.nullable(v.string()),
	createdAt: v.string(),
	dueOn: v.nullable(v.string()),
	version: v.number(),
	door: v.nullable(
		v.object({
			buildingId: v.nullable(v.string()),
			buildingName: v.nullable(v.string()),
			position: v.nullable(lngLat),
			door: v.string(),
			personName: v.string(),
			personPhone: v.string(),
			rawText: v.string()
		})
	)
});

/** One page of wishes as the caller may read them; officials get a total without rows. Throws Refused. */
export function pageWishes(
	client: SupabaseClient,
	question: WishQuestion,
	signal?: AbortSignal
): Promise<Paged<WishRow>> {
	const args = {
		p_district: question.districtId,
		p_state: question.states ?? null,
		p_kind: question.kinds ?? null,
		p_community: question.communityId ?? null,
		p_lineage: question.lineageId ?? null,
		p_limit: question.size,
		p_offset: (question.page - 1) * question.size
	};
	return call(client, 'wishes_page', args, paged(wishRow), signal);
}

/** One wish as the caller may read it. Throws Refused `not-found`. */
export function loadWish(client: SupabaseClient, wishId: string, signal?: AbortSignal): Promise<WishRow> {
	return call(client, 'wish_card', { p_wish: wishId }, wishRow, signal);
}

/**
 * Sets a wish's state by hand (workers).
 * Throws Refused `bad-transition`, `already-claimed`, `stale-version`, `not-permitted`, `not-found`.
 */
export async function setWishState(
	client: SupabaseClient,
	change: { operation: string; wishId: string; version: number; state: WishState; reason: string }
): Promise<void> {
	const args = {
		p_operation: change.operation,
		p_wish: change.wishId,
		p_version: change.version,
		p_state: change.state,
		p_reason: change.reason
	};
	await call(client, 'set_wish_state', args, v.object({ id: v.string() }));
}
