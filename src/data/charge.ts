import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call, Refused } from '#data/call';
import { count } from '#data/shapes';
import type {
	Charge,
	ChargeCell,
	ChargeDuty,
	ChargeEvent,
	ChargeMember,
	ChargeMembers,
	Move,
	Placement
} from '#domain/people/charge';
import { DEFAULT_DUTIES } from '#domain/people/duties.words';
import { MEMBER_KINDS } from '#domain/people/member';
import type { Paged } from '#domain/place/card';

const text = v.nullable(v.string());
const level = v.picklist([2, 3]);
const duty: v.GenericSchema<unknown, ChargeDuty> = v.object({
	id: v.string(),
	nodeId: v.string(),
	cellName: text,
	code: text,
	level: v.nullable(level),
	duty: v.string(),
	memberId: text,
	name: text,
	phone: text,
	standIn: v.boolean(),
	publicName: v.boolean(),
	validFrom: v.string(),
	validUntil: text,
	inForce: v.boolean(),
	over: v.boolean(),
	version: v.number()
});
const cell: v.GenericSchema<unknown, ChargeCell> = v.object({
	lineageId: v.string(),
	id: v.string(),
	name: v.string(),
	code: v.string(),
	level,
	parentId: text,
	parentName: text,
	duties: count,
	members: count,
	households: count
});
const member: v.GenericSchema<unknown, ChargeMember> = v.object({
	id: v.string(),
	name: v.string(),
	version: v.number(),
	kind: v.picklist(MEMBER_KINDS),
	home: text,
	unit: v.nullable(v.number()),
	lineageId: text,
	cellName: text,
	showsIdentity: v.boolean(),
	away: v.boolean(),
	duties: count
});
const members: v.GenericSchema<unknown, ChargeMembers> = v.object({
	total: count,
	placed: count,
	unplaced: count,
	rows: v.array(member)
});
const placement: v.GenericSchema<unknown, Placement> = v.object({
	id: v.string(),
	name: v.string(),
	version: v.number(),
	home: v.string(),
	unit: v.number(),
	from: text,
	fromName: text,
	to: v.string(),
	toName: v.string()
});
const event: v.GenericSchema<unknown, ChargeEvent> = v.object({
	id: v.string(),
	at: v.string(),
	actorName: text,
	verb: v.string(),
	about: v.picklist(['duties', 'members']),
	reason: v.string(),
	duty: text,
	standIn: v.nullable(v.boolean()),
	person: text,
	cellName: text,
	fromName: text,
	toName: text,
	validFrom: text,
	validUntil: text
});
const history: v.GenericSchema<unknown, Paged<ChargeEvent>> = v.object({ total: count, rows: v.array(event) });
const changed = v.object({ id: v.string(), version: v.number(), validUntil: text });

const words = v.fallback(v.array(v.object({ key: v.string(), zh: v.string(), en: v.string() })), [...DEFAULT_DUTIES]);
const charge: v.GenericSchema<unknown, Charge> = v.object({
	districtId: v.string(),
	communityId: v.string(),
	name: v.string(),
	words,
	knows: v.boolean(),
	cells: v.array(cell)
});

/** A community with its cells in force, those without anybody first. Throws Refused `not-permitted`, `not-found`. */
export async function loadCharge(client: SupabaseClient, communityId: string): Promise<Charge> {
	const found = await call(client, 'charge_of', { p_community: communityId }, v.nullable(charge));
	// a grant reaches down to cells as well, and a cell is no community
	if (!found) throw new Refused('not-found');
	return found;
}

/** The duties of a community and of its cells, or of one node. Throws Refused `not-permitted`. */
export function listDuties(
	client: SupabaseClient,
	question: { communityId: string; nodeId?: string | null; ended?: boolean }
): Promise<readonly ChargeDuty[]> {
	const { communityId, nodeId = null, ended = false } = question;
	return call(client, 'duties_page', { p_community: communityId, p_node: nodeId, p_ended: ended }, v.array(duty));
}

/** The members of a community by name, for its workers. Throws Refused `not-permitted`. */
export function pageChargeMembers(
	client: SupabaseClient,
	question: {
		communityId: string;
		query?: string;
		/** Only those placed in this cell. */
		cellId?: string | null;
		/** Only those placed nowhere. */
		unplaced?: boolean;
		/** From 1. */
		page: number;
		size: number;
	}
): Promise<ChargeMembers> {
	const { communityId, query = '', cellId = null, unplaced = false, page, size } = question;
	const scope = { p_community: communityId, p_query: query, p_cell: cellId, p_unplaced: unplaced };
	return call(client, 'charge_members', { ...scope, p_limit: size, p_offset: (page - 1) * size }, members);
}

/** What was done about who is in charge of a community or of one node, newest first. Throws Refused `not-permitted`. */
export function pageChargeHistory(
	client: SupabaseClient,
	question: { communityId: string; nodeId?: string | null; page: number; size: number }
): Promise<Paged<ChargeEvent>> {
	const { communityId, nodeId = null, page, size } = question;
	const scope = { p_community: communityId, p_node: nodeId };
	return call(client, 'charge_history', { ...scope, p_limit: size, p_offset: (page - 1) * size }, history);
}

/** A duty to give: a member's, or somebody's known by name. */
export interface Assignment {
	readonly operation: string;
	readonly nodeId: string;
	readonly duty: string;
	readonly memberId: string | null;
	readonly name: string;
	readonly phone: string;
	/** Null: from today. */
	readonly from: string | null;
	readonly until: string | null;
	readonly standIn: boolean;
	readonly publicName: boolean;
	readonly reason: string;
}

/** Gives somebody a duty on a node. Throws Refused by name; see the migration `charge`. */
export function assignDuty(client: SupabaseClient, charge: Assignment): Promise<{ id: string; version: number }> {
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

/** Ends a duty on a day, today where none is named. Throws Refused `stale-version`, `not-permitted`. */
export function endDuty(
	client: SupabaseClient,
	end: { operation: string; dutyId: string; version: number; on: string | null; reason: string }
): Promise<{ id: string; version: number; validUntil: string | null }> {
	const args = {
		p_operation: end.operation,
		p_duty: end.dutyId,
		p_version: end.version,
		p_on: end.on,
		p_reason: end.reason
	};
	return call(client, 'end_duty', args, changed);
}

/** Lets a duty go on that was ended, until a day or for good. Throws Refused `stale-version`, `already-in-charge`. */
export async function continueDuty(
	client: SupabaseClient,
	act: { operation: string; dutyId: string; version: number; until: string | null; reason: string }
): Promise<void> {
	const args = {
		p_operation: act.operation,
		p_duty: act.dutyId,
		p_version: act.version,
		p_until: act.until,
		p_reason: act.reason
	};
	await call(client, 'continue_duty', args, changed);
}

/** The members of a community who are not in the cell of their home. Throws Refused `not-permitted`. */
export function listPlacements(client: SupabaseClient, communityId: string): Promise<readonly Placement[]> {
	return call(client, 'placements_by_home', { p_community: communityId }, v.array(placement));
}

/** Places members in cells, all or none. Throws Refused `stale-members` with `{members:[{id,name,currentName,…}]}`. */
export function placeMembers(
	client: SupabaseClient,
	act: { operation: string; moves: readonly Move[]; reason: string }
): Promise<{ moved: number }> {
	const args = { p_operation: act.operation, p_moves: act.moves, p_reason: act.reason };
	return call(client, 'place_members', args, v.object({ moved: count }));
}
