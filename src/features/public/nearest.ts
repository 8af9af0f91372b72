import type { ViewCentre } from '#domain/place/view';
import type { ClockTime } from '#domain/reach/opening';
import { isOpenNow } from '#features/public/questions';
import type { MessageKey } from '#ui/text/translate';

/** Beyond this nobody walks: the answer is then that there is no centre near. */
export const MOST_MINUTES = 60;

export interface Walk {
	readonly centre: ViewCentre;
	/** At an adult's pace. */
	readonly seconds: number;
}

/** The way to the nearest centre, or the sentence why there is none. */
export type NearestAnswer =
	| { readonly kind: 'found'; readonly nearest: Walk; readonly openNow: Walk | null }
	| { readonly kind: 'none'; readonly message: MessageKey; readonly minutes: number };

/** No walking time, and why. */
export function noWalk(message: MessageKey): NearestAnswer {
	return { kind: 'none', message, minutes: MOST_MINUTES };
}

/**
 * The nearest centre and the nearest that lets people in now, out of walking seconds in the order of the centres
 * (Infinity where one is not reached). Equally near ones in the order of the list.
 */
export function nearestOf(
	centres: readonly ViewCentre[],
	seconds: readonly number[] | null,
	now: ClockTime
): NearestAnswer {
	if (centres.length === 0) return noWalk('doors.nearestNoCentre');
	if (!seconds) return noWalk('doors.nearestUnknown');
	const reached = centres
		.map((centre, number) => ({ centre, seconds: seconds[number] ?? Infinity }))
		.filter((walk) => Number.isFinite(walk.seconds))
		.sort((a, b) => a.seconds - b.seconds);
	const [nearest] = reached;
	if (!nearest) return noWalk('doors.nearestNone');
	return { kind: 'found', nearest, openNow: reached.find(({ centre }) => isOpenNow(centre, now)) ?? null };
}
