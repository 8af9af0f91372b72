import type { WishState } from '#domain/wishes/wish';

/**
 * Which state may follow which by a worker's hand. The database decides (`private.may_follow`); this is the courtesy
 * of offering nothing that it would refuse.
 */
const NEXT: Readonly<Record<WishState, readonly WishState[]>> = {
	collected: ['published', 'returned', 'cancelled'],
	published: ['claimed', 'returned', 'cancelled'],
	claimed: ['under_way', 'done', 'published', 'cancelled'],
	under_way: ['done', 'published', 'cancelled'],
	done: ['confirmed', 'under_way', 'published', 'cancelled'],
	confirmed: ['closed', 'under_way'],
	closed: [],
	returned: ['collected', 'cancelled'],
	cancelled: []
};

/** The states into which a worker may put a wish; empty where its life is over. */
export function nextStates(state: WishState): readonly WishState[] {
	return NEXT[state];
}
