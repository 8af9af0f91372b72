import * as v from 'valibot';
import { fetchJson } from '#data/plan-shapes';
import { count, lngLat } from '#data/shapes';
import { WISH_KINDS, type WishKind, type WishState } from '#domain/wishes/wish';

/** Whose marks are asked for: those of a plan of a district. */
export interface MarksPlace {
	readonly districtId: string;
	readonly plan: { readonly id: string; readonly version: string };
}

const level = v.picklist([1, 2, 3]);

const wishMarks = v.object({
	sums: v.array(
		v.object({
			node: v.string(),
			level,
			kind: v.picklist(WISH_KINDS),
			n: count,
			wish: v.nullable(v.string()),
			position: lngLat
		})
	),
	points: v.array(v.object({ wish: v.string(), kind: v.picklist(WISH_KINDS), position: lngLat }))
});

const memberMarks = v.array(v.object({ node: v.string(), level, n: count, position: lngLat }));

/** Wishes added up by cell, and those whose door the caller may know. */
export type WishMarks = v.InferOutput<typeof wishMarks>;
/** Members added up by cell, as far as the caller may know. */
export type MemberMarks = v.InferOutput<typeof memberMarks>;

/** What stands on the map under the caller's own rights. Throws Refused. */
export async function fetchWishMarks(
	place: MarksPlace,
	states: readonly WishState[],
	kinds: readonly WishKind[] | null,
	signal?: AbortSignal
): Promise<WishMarks> {
	const asked = { states: states.join(','), ...(kinds ? { kinds: kinds.join(',') } : {}) };
	return v.parse(wishMarks, await fetchJson(marksPath(place, 'wishes', asked), signal));
}

/** Members of every cell with its place. Throws Refused. */
export async function fetchMemberMarks(place: MarksPlace, signal?: AbortSignal): Promise<MemberMarks> {
	return v.parse(memberMarks, await fetchJson(marksPath(place, 'members', {}), signal));
}

function marksPath({ districtId, plan }: MarksPlace, what: string, asked: Readonly<Record<string, string>>): string {
	const query = new URLSearchParams({ what, district: districtId, plan: plan.id, version: plan.version, ...asked });
	return `/map/marks?${query}`;
}
