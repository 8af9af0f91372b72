import type { SupabaseClient } from '@supabase/supabase-js';
import { listDuties, listPlacements, loadCharge, pageChargeHistory, pageChargeMembers } from '#data/charge';
import type { Charge, ChargeDuty, ChargeEvent, ChargeMember, ChargeMembers, Placement } from '#domain/people/charge';
import type { Paged } from '#domain/place/card';
import type { ChargeQuestion } from '#features/assign/question';

/** Rows on a page of members. */
export const MEMBERS_SIZE = 50;
/** Entries on a page of the history. */
export const HISTORY_SIZE = 30;
const OPEN_HISTORY = 10;
const OFFERED = 20;

/** A node that is open: its duties with those that are over, the members placed there, what was done. */
export interface OpenNode {
	readonly node: string;
	readonly duties: readonly ChargeDuty[];
	/** Empty where the reader may not know. */
	readonly members: readonly ChargeMember[];
	readonly history: readonly ChargeEvent[];
}

/** Everything that one address shows. What belongs to another view is null. */
export interface ChargeAnswer {
	readonly charge: Charge;
	/** Every duty of the community that is not over. */
	readonly duties: readonly ChargeDuty[];
	readonly open: OpenNode | null;
	readonly members: ChargeMembers | null;
	readonly placements: readonly Placement[] | null;
	readonly history: Paged<ChargeEvent> | null;
}

/** Answers the address in one round. Throws Refused. */
export async function answerCharge(client: SupabaseClient, question: ChargeQuestion): Promise<ChargeAnswer> {
	const { communityId, view } = question;
	const charge = await loadCharge(client, communityId);
	const [duties, open, members, placements, history] = await Promise.all([
		view === 'cells' ? listDuties(client, { communityId }) : [],
		view === 'cells' ? openNode(client, charge, question) : null,
		view === 'members' && charge.knows ? membersOf(client, question) : null,
		view === 'homes' && charge.knows ? listPlacements(client, communityId) : null,
		view === 'history' ? pageChargeHistory(client, { communityId, page: question.page, size: HISTORY_SIZE }) : null
	]);
	return { charge, duties, open, members, placements, history };
}

/** Members of the community whose name has these letters, for whoever is to be given a duty. Throws Refused. */
export async function findMembers(client: SupabaseClient, communityId: string, query: string): Promise<ChargeMembers> {
	return pageChargeMembers(client, { communityId, query, page: 1, size: OFFERED });
}

function membersOf(client: SupabaseClient, { communityId, q, placed, page }: ChargeQuestion): Promise<ChargeMembers> {
	return pageChargeMembers(client, { communityId, query: q, unplaced: !placed, page, size: MEMBERS_SIZE });
}

async function openNode(
	client: SupabaseClient,
	charge: Charge,
	{ communityId, node }: ChargeQuestion
): Promise<OpenNode | null> {
	const known = node === communityId || charge.cells.some(({ lineageId }) => lineageId === node);
	if (!node || !known) return null;
	const placed = charge.knows && node !== communityId;
	const [duties, members, history] = await Promise.all([
		listDuties(client, { communityId, nodeId: node, ended: true }),
		placed ? pageChargeMembers(client, { communityId, cellId: node, page: 1, size: MEMBERS_SIZE }) : null,
		pageChargeHistory(client, { communityId, nodeId: node, page: 1, size: OPEN_HISTORY })
	]);
	return { node, duties, members: members?.rows ?? [], history: history.rows };
}
