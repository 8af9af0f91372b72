import type { TownMember, TownWish } from '#domain/place/town-life';
import { BENEFICIARIES } from '#domain/wishes/wish';
import type { Beneficiary, WishKind, WishState } from '#domain/wishes/wish';
import { fillPattern } from '#server/demo/fill-pattern';
import { PATTERNS } from '#server/demo/ground/places.words';
import { daysFrom, momentOn } from '#server/demo/life/calendar';
import { homePicker } from '#server/demo/life/stage';
import type { Home, Stage } from '#server/demo/life/stage';
import { ASKS, BENEFICIARY_WORDS, WISH_PATTERNS } from '#server/demo/life/wishes.words';
import type { Random } from '#server/demo/random';

/** How many wishes stand in each state, and how many days ago they were written down. */
const STATES: readonly { state: WishState; count: number; age: readonly [number, number] }[] = [
	{ state: 'collected', count: 22, age: [0, 9] },
	{ state: 'published', count: 64, age: [2, 40] },
	{ state: 'claimed', count: 34, age: [4, 20] },
	{ state: 'under_way', count: 30, age: [8, 30] },
	{ state: 'done', count: 22, age: [14, 45] },
	{ state: 'confirmed', count: 34, age: [20, 90] },
	{ state: 'closed', count: 66, age: [45, 330] },
	{ state: 'returned', count: 14, age: [3, 60] },
	{ state: 'cancelled', count: 14, age: [10, 120] }
];

const CLAIMED: readonly WishState[] = ['claimed', 'under_way', 'done', 'confirmed', 'closed'];
const UNPUBLISHED: readonly WishState[] = ['collected', 'returned'];
/** Live claims that are past their day: the hanging claim is the known defect. */
const OVERDUE = 0.12;

/** Wishes in every state of their life, written relative to today. */
export function collectWishes(stage: Stage, members: readonly TownMember[]): TownWish[] {
	const helpers = Map.groupBy(
		members.filter((member) => member.kind !== 'floating'),
		(member) => member.communityId
	);
	const homes = Object.fromEntries(
		BENEFICIARIES.map((beneficiary) => [beneficiary, homesFor(stage, beneficiary)])
	) as Record<Beneficiary, () => Home>;
	return STATES.flatMap(({ state, count, age }) =>
		Array.from({ length: count * stage.counts.wishes }, (): TownWish => {
			const beneficiary = stage.random.weighted<Beneficiary>([
				['empty_nest_elder', 48],
				['left_behind_child', 17],
				['disability', 13],
				['hardship', 12],
				['other', 10]
			]);
			const home = homes[beneficiary]();
			const own = helpers.get(home.building.communityId) ?? [];
			const helper = CLAIMED.includes(state) && own.length > 0 ? stage.random.pick(own) : null;
			return {
				id: stage.random.uuid(),
				communityId: home.building.communityId,
				lineageId: home.cell.lineageId,
				beneficiary,
				state,
				...wordsOf(stage, home, beneficiary, state),
				...datesOf(stage, state, stage.random.whole(...age)),
				buildingId: home.building.id,
				unitId: home.unit.id,
				claimantId: helper?.id ?? null
			};
		})
	);
}

function homesFor(stage: Stage, beneficiary: Beneficiary): () => Home {
	const weight = (home: Home) => {
		if (beneficiary === 'empty_nest_elder') return home.unit.elders;
		return beneficiary === 'left_behind_child' ? home.unit.children : home.unit.people;
	};
	return homePicker(stage, weight);
}

type Words = Pick<TownWish, 'kind' | 'publicText' | 'rawText' | 'door' | 'personName' | 'personPhone'>;

function wordsOf(stage: Stage, home: Home, beneficiary: Beneficiary, state: WishState): Words {
	const { random, folk } = stage;
	const kind = random.weighted<WishKind>([
		['goods', 42],
		['service', 47],
		['urgent', 11]
	]);
	const { ask, reason } = random.pick(ASKS[beneficiary][kind]);
	const door = doorOf(home, random);
	const [name, phone] = [folk.name(), folk.mobile()];
	return {
		kind,
		publicText: UNPUBLISHED.includes(state)
			? ''
			: fillPattern(WISH_PATTERNS.public, { who: BENEFICIARY_WORDS[beneficiary], ask }),
		rawText: fillPattern(WISH_PATTERNS.raw, { door, name, phone, reason, ask }),
		door,
		personName: name,
		personPhone: phone
	};
}

function doorOf({ building, unit }: Home, random: Random): string {
	if (building.units.length === 1 && building.levels < 4)
		return fillPattern(PATTERNS.houseDoor, {
			building: building.name,
			room: random.whole(1, Math.max(1, unit.households))
		});
	const perFloor = Math.max(2, Math.round(unit.households / building.levels));
	const room = random.whole(1, building.levels) * 100 + random.whole(1, perFloor);
	return fillPattern(PATTERNS.door, { building: building.name, unit: unit.number, room });
}

type Dates = Pick<TownWish, 'createdAt' | 'publishedAt' | 'fulfilledAt' | 'dueOn' | 'claimDueOn'>;

function datesOf({ random, today }: Stage, state: WishState, age: number): Dates {
	const at = (daysAgo: number) => momentOn(daysFrom(today, -daysAgo), random.whole(500, 1040));
	const published = UNPUBLISHED.includes(state) ? null : Math.max(1, age - random.whole(0, 2));
	const live = state === 'claimed' || state === 'under_way';
	const fulfilled =
		state === 'confirmed' || state === 'closed' ? Math.max(1, Math.round(age * random.between(0.2, 0.6))) : null;
	const claimDue = live ? liveClaimDue(random) : CLAIMED.includes(state) ? -Math.round(age / 3) : null;
	return {
		createdAt: at(age + 1),
		publishedAt: published === null ? null : at(published),
		fulfilledAt: fulfilled === null ? null : at(fulfilled - 1),
		dueOn: random.chance(0.4) ? daysFrom(today, 30 - age) : null,
		claimDueOn: claimDue === null ? null : daysFrom(today, claimDue)
	};
}

function liveClaimDue(random: Random): number {
	return random.chance(OVERDUE) ? -random.whole(1, 12) : random.whole(0, 16);
}
