import type { TownLife, TownWish } from '#domain/place/town-life';
import type { WishState } from '#domain/wishes/wish';
import type { Batch } from '#server/ingest/bulk-insert';

/** What became of the claim of a wish in each state, where somebody claimed it. */
const CLAIM_STATE: Readonly<Record<WishState, 'live' | 'done' | 'released'>> = {
	collected: 'released',
	published: 'released',
	claimed: 'live',
	under_way: 'live',
	done: 'done',
	confirmed: 'done',
	closed: 'done',
	returned: 'released',
	cancelled: 'released'
};

/** Rows of wishes: what the public may read, the doors behind it, and who claimed what. */
export function wishBatches(district_id: string, { wishes }: TownLife): Batch[] {
	return [
		{
			table: 'wishes',
			columns: {
				id: 'uuid',
				district_id: 'uuid',
				community_id: 'uuid',
				lineage_id: 'uuid',
				kind: 'text',
				beneficiary: 'text',
				state: 'text',
				public_text: 'text',
				due_on: 'date',
				created_at: 'timestamptz',
				published_at: 'timestamptz',
				fulfilled_at: 'timestamptz'
			},
			rows: wishes.map((wish) => ({
				id: wish.id,
				district_id,
				community_id: wish.communityId,
				lineage_id: wish.lineageId,
				kind: wish.kind,
				beneficiary: wish.beneficiary,
				state: wish.state,
				public_text: wish.publicText,
				due_on: wish.dueOn,
				created_at: wish.createdAt,
				published_at: wish.publishedAt,
				fulfilled_at: wish.fulfilledAt
			}))
		},
		{
			table: 'wish_doors',
			columns: {
				wish_id: 'uuid',
				district_id: 'uuid',
				community_id: 'uuid',
				building_id: 'uuid',
				unit_id: 'uuid',
				door: 'text',
				raw_text: 'text',
				person_name: 'text',
				person_phone: 'text',
				// In the demo a worker has written everything down for somebody who agreed.
				consent: 'text',
				consent_at: 'timestamptz'
			},
			rows: wishes.map((wish) => ({
				wish_id: wish.id,
				district_id,
				community_id: wish.communityId,
				building_id: wish.buildingId,
				unit_id: wish.unitId,
				door: wish.door,
				raw_text: wish.rawText,
				person_name: wish.personName,
				person_phone: wish.personPhone,
				consent: wish.beneficiary === 'left_behind_child' ? 'guardian' : 'proxy',
				consent_at: wish.createdAt
			}))
		},
		{
			table: 'wish_claims',
			columns: {
				district_id: 'uuid',
				community_id: 'uuid',
				wish_id: 'uuid',
				member_id: 'uuid',
				state: 'text',
				claimed_at: 'timestamptz',
				due_on: 'date',
				ended_at: 'timestamptz'
			},
			rows: wishes.filter(({ claimantId }) => claimantId !== null).map((wish) => claimRow(district_id, wish))
		}
	];
}

function claimRow(district_id: string, wish: TownWish) {
	const state = CLAIM_STATE[wish.state];
	const since = wish.publishedAt ?? wish.createdAt;
	return {
		district_id,
		community_id: wish.communityId,
		wish_id: wish.id,
		member_id: wish.claimantId,
		state,
		claimed_at: since,
		due_on: wish.claimDueOn ?? wish.dueOn ?? since.slice(0, 10),
		ended_at: state === 'live' ? null : (wish.fulfilledAt ?? since)
	};
}
