import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import type { PageRequest } from '#data/buildings';
import { call } from '#data/call';
import { count, lngLat, paged } from '#data/shapes';
import type { MemberRow, Paged } from '#domain/place/card';
import { MEMBER_KINDS } from '#domain/people/member';
import type { MemberKind } from '#domain/people/member';

export interface MemberQuestion extends PageRequest {
	readonly districtId: string;
	readonly query: string;
	readonly communityId?: string | null;
	readonly lineageId?: string | null;
	readonly kind?: MemberKind | null;
}

/** How many members a cell holds; null where the number is withheld. */
export interface MemberCount {
	readonly lineageId: string;
	readonly n: number | null;
}

const text = v.optional(v.nullable(v.string()), null);

const row: v.GenericSchema<unknown, MemberRow> = v.object({
	id: v.string(),
	name: v.string(),
	phone: text,
	kind: v.picklist(MEMBER_KINDS),
	communityId: text,
	lineageId: text,
	cellName: text,
	homeBuildingName: text,
	organisation: text,
	showsIdentity: v.optional(v.nullable(v.boolean()), null),
	awaySince: text,
	awayUntil: text,
	version: v.optional(v.nullable(v.number()), null),
	position: v.optional(v.nullable(lngLat), null)
});

/** One page of members: all of them for workers, only those who show their identity for others. Throws Refused. */
export function pageMembers(
	client: SupabaseClient,
	question: MemberQuestion,
	signal?: AbortSignal
): Promise<Paged<MemberRow>> {
	const args = {
		p_district: question.districtId,
		p_query: question.query,
		p_community: question.communityId ?? null,
		p_lineage: question.lineageId ?? null,
		p_kind: question.kind ?? null,
		p_limit: question.size,
		p_offset: (question.page - 1) * question.size
	};
	return call(client, 'members_page', args, paged(row), signal);
}

/** One member as the caller may see them. Throws Refused `not-found`. */
export function loadMember(client: SupabaseClient, memberId: string, signal?: AbortSignal): Promise<MemberRow> {
	return call(client, 'member_card', { p_member: memberId }, row, signal);
}

/** Members per stairwell cell, for workers and (with small numbers withheld) officials. Throws Refused. */
export function countMembers(
	client: SupabaseClient,
	districtId: string,
	signal?: AbortSignal
): Promise<readonly MemberCount[]> {
	const schema = v.array(v.object({ lineageId: v.string(), n: v.nullable(count) }));
	return call(client, 'members_in_cells', { p_district: districtId }, schema, signal);
}

/** Places a member in another cell (workers). Throws Refused `stale-version`, `not-permitted`, `not-found`. */
export async function moveMember(
	client: SupabaseClient,
	change: { operation: string; memberId: string; version: number; lineageId: string; reason: string }
): Promise<void> {
	const args = {
		p_operation: change.operation,
		p_member: change.memberId,
		p_version: change.version,
		p_lineage: change.lineageId,
		p_reason: change.reason
	};
	await call(client, 'move_member', args, v.object({ id: v.string() }));
}
