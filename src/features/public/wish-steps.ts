import type { WishState } from '#domain/wishes/wish';
import type { MessageKey } from '#ui/text/translate';

/** The steps that a wish takes, as whoever told it thinks of them. */
export const STEPS: readonly MessageKey[] = [
	'doors.stepCollected',
	'doors.stepPublished',
	'doors.stepClaimed',
	'doors.stepDone',
	'doors.stepConfirmed'
];

const STEP_OF: Readonly<Record<WishState, number | null>> = {
	collected: 0,
	published: 1,
	claimed: 2,
	under_way: 2,
	done: 3,
	confirmed: 4,
	closed: 4,
	returned: null,
	cancelled: null
};

/** The last step that was reached, an index into `STEPS`; null where the wish has left this way. */
export function stepOf(state: WishState): number | null {
	return STEP_OF[state];
}
