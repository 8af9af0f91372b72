import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import type { PageRequest } from '#data/buildings';
import { call } from '#data/call';
import { count, lngLat, paged } from '#data/shapes';
import type { Paged, WishRow } from '#domain/place/card';
import type { LngLat } from '#domain/place/coord';
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

/** Wishes added up where they stand: by cell (else community), kind, and whether they have a point of their own. */
export interface WishCount {
	/** Lineage or community. */
	readonly node: string;
	readonly kind: WishKind;
	/** Whether the caller may know the doors, so that they are drawn there. */
	readonly drawn: boolean;
	readonly n: number;
	/** The only one of them. */
	readonly wish: string | null;
}

/** A wish whose door the caller may know. */
export interface WishDoor {
	readonly wish: string;
	readonly kind: WishKind;
	readonly position: LngLat;
}

const wishCounts: v.GenericSchema<unknown, { sums: WishCount[]; points: WishDoor[] }> = v.object({
	sums: v.array(
		v.object({
			node: v.string(),
			kind: v.picklist(WISH_KINDS),
			drawn: v.boolean(),
			n: count,
			wish: v.nullable(v.string())
		})
	),
	points: v.array(v.object({ wish: v.string(), kind: v.picklist(WISH_KINDS), position: lngLat }))
});

/** All wishes that the caller may read, for the map; officials get none. Throws Refused. */
export function countWishes(
	client: SupabaseClient,
	{ districtId, states, kinds }: Pick<WishQuestion, 'districtId' | 'states' | 'kinds'>,
	signal?: AbortSignal
): Promise<{ readonly sums: readonly WishCount[]; readonly points: readonly WishDoor[] }> {
	const args = { p_district: districtId, p_state: states ?? null, p_kind: kinds ?? null };
	return call(client, 'wish_marks', args, wishCounts, signal);
}

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
