export const WISH_KINDS = ['goods', 'service', 'urgent'] as const;
export type WishKind = (typeof WISH_KINDS)[number];

export const BENEFICIARIES = ['empty_nest_elder', 'left_behind_child', 'disability', 'hardship', 'other'] as const;
export type Beneficiary = (typeof BENEFICIARIES)[number];

export const WISH_STATES = [
	'collected',
	'published',
	'claimed',
	'under_way',
	'done',
	'confirmed',
	'closed',
	'returned',
	'cancelled'
] as const;
/** The life of a wish (collect → check → publish → claim → under way → done → confirmed → closed). */
export type WishState = (typeof WISH_STATES)[number];

/** States the public may read about, once the text is masked. */
export const PUBLIC_WISH_STATES: readonly WishState[] = [
	'published',
	'claimed',
	'under_way',
	'done',
	'confirmed',
	'closed'
];

/** What waits for somebody, what somebody is doing, what came true: the stages people ask for. */
export const OPEN_STATES: readonly WishState[] = ['published'];
export const LIVE_STATES: readonly WishState[] = ['claimed', 'under_way', 'done'];
export const FULFILLED_STATES: readonly WishState[] = ['confirmed', 'closed'];
