import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { count } from '#data/shapes';

/** A duty as the community's workers see it. */
export interface ChargeDuty {
	readonly id: string;
	readonly nodeId: string;
	/** Null for a duty on the community itself, or on a cell that is no more. */
	readonly cellName: string | null;
	readonly code: string | null;
	readonly level: 2 | 3 | null;
	readonly duty: string;
	readonly memberId: string | null;
	readonly name: string;
	readonly phone: string;
	readonly standIn: boolean;
	readonly publicName: boolean;
	readonly validFrom: string;
	readonly validUntil: string | null;
	readonly version: number;
}

/** A cell in force and with how many people it has; those with nobody come first. */
export interface ChargeCell {
	readonly lineageId: string;
	readonly id: string;
	readonly name: string;
	readonly code: string;
	readonly level: 2 | 3;
	readonly parentName: string | null;
	readonly duties: number;
	readonly members: number;
	readonly households: number;
}

/** Where a member would go by home. */
export interface Placement {
	readonly id: string;
	readonly name: string;
	readonly version: number;
	readonly home: string;
	readonly from: string | null;
	readonly fromName: string | null;
	readonly to: string;
	readonly toName: string;
}

const text = v.nullable(v.string());
const duty: v.GenericSchema<unknown, ChargeDuty> = v.object({
	id: v.string(),
	nodeId: v.string(),
	cellName: text,
	code: text,
	level: v.nullable(v.picklist([2, 3])),
	duty: v.string(),
	memberId: text,
	name: v.string(),
	phone: v.string(),
	standIn: v.boolean(),
	publicName: v.boolean(),
	validFrom: v.string(),
	validUntil: text,
	version: v.number()
});
const cell: v.GenericSchema<unknown, ChargeCell> = v.object({
	lineageId: v.string(),
	id: v.string(),
	name: v.string(),
	code: v.string(),
	level: v.picklist([2, 3]),
	parentName: text,
	duties: count,
	members: count,
	households: count
});
const placement: v.GenericSchema<unknown, Placement> = v.object({
	id: v.string(),
	name: v.string(),
	version: v.number(),
	home: v.string(),
	from: text,
	fromName: text,
	to: v.string(),
	toName: v.string()
});

/** The cells of a community in force, those without anybody first. Throws Refused `not-permitted`. */
export function listCharge(client: SupabaseClient, communityId: string): Promise<readonly ChargeCell[]> {
	return call(client, 'charge_of', { p_community: communityId }, v.array(cell));
}

/** The duties of a community and of its cells. Throws Refused `not-permitted`. */
export function listDuties(
	client: SupabaseClient,
	question: { communityId: string; nodeId?: string | null; ended?: boolean }
): Promise<readonly ChargeDuty[]> {
	const { communityId, nodeId = null, ended = false } = question;
	return call(client, 'duties_page', { p_community: communityId, p_node: nodeId, p_ended: ended }, v.array(duty));
}

/** Gives somebody a duty on a node: a member, or somebody known by name. Throws Refused by name; see the migration `charge`. */
export function assignDuty(
	client: SupabaseClient,
	charge: {
		operation: string;
		nodeId: string;
		duty: string;
		memberId: string | null;
		name: string;
		phone: string;
		from: string | null;
		until: string | null;
		standIn: boolean;
		publicName: boolean;
		reason: string;
	}
): Promise<{ id: string; version: number }> {
	const args = {
		p_operation: charge.operation,
		p_node: charge.nodeId,
		p_duty: charge.duty,
		p_member: charge.memberId,
		p_name: charge.name,
		p_phone: charge.phone,
		p_from: charge.from,
		p_until: charge.until,
		p_stand_in: charge.standIn,
		p_public_name: charge.publicName,
		p_reason: charge.reason
	};
	return call(client, 'assign_duty', args, v.object({ id: v.string(), version: v.number() }));
}

/** Ends a duty on a day, today at the earliest. Throws Refused `stale-version`, `not-permitted`. */
export async function endDuty(
	client: SupabaseClient,
	end: { operation: string; dutyId: string; version: number; on: string | null; reason: string }
): Promise<void> {
	const args = {
		p_operation: end.operation,
		p_duty: end.dutyId,
		p_version: end.version,
		p_on: end.on,
		p_reason: end.reason
	};
	await call(client, 'end_duty', args, v.object({ id: v.string() }));
}

/** The members of a community who are not in the cell of their home. Throws Refused `not-permitted`. */
export function listPlacements(client: SupabaseClient, communityId: string): Promise<readonly Placement[]> {
	return call(client, 'placements_by_home', { p_community: communityId }, v.array(placement));
}

/** Places members in cells, all or none. Throws Refused `stale-members` with `{members:[{id,name,current,sent}]}`. */
export function placeMembers(
	client: SupabaseClient,
	act: {
		operation: string;
		moves: readonly { readonly id: string; readonly version: number; readonly lineage: string }[];
		reason: string;
	}
): Promise<{ moved: number }> {
	const args = { p_operation: act.operation, p_moves: act.moves, p_reason: act.reason };
	return call(client, 'place_members', args, v.object({ moved: count }));
}
