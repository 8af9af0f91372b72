import type { ViewCentre } from '#domain/place/view';
import type { OpeningSpan } from '#domain/reach/centre';
import { doorState, type ClockTime, type WeekdayRun } from '#domain/reach/opening';
import type { Format } from '#ui/text/format';
import type { Translate } from '#ui/text/translate';

const DAY_MINUTES = 1440;

/** Whether it is open and until when, or when it opens next, in one sentence. `open` tells how to colour it. */
export function doorWords(
	t: Translate,
	format: Format,
	{ status, hours }: Pick<ViewCentre, 'status' | 'hours'>,
	now: ClockTime
): { readonly open: boolean; readonly text: string } {
	if (status === 'closed') return { open: false, text: t('doors.shutDown') };
	if (status !== 'open') return { open: false, text: t('doors.notOpenYet') };
	if (hours.length === 0) return { open: false, text: t('doors.hoursUnknown') };
	if (isAlways(hours)) return { open: true, text: t('doors.openAlways') };
	const state = doorState(hours, now);
	if (state.open) {
		const { closesMinute } = state;
		const text =
			closesMinute === null ? t('doors.openNow') : t('doors.openUntil', { time: format.clock(closesMinute) });
		return { open: true, text };
	}
	if (!state.next) return { open: false, text: t('doors.closedUnknown') };
	const { inDays, weekday, opensMinute } = state.next;
	const time = format.clock(opensMinute);
	if (inDays === 0) return { open: false, text: t('doors.closedToday', { time }) };
	if (inDays === 1) return { open: false, text: t('doors.closedTomorrow', { time }) };
	return { open: false, text: t('doors.closedUntil', { day: format.weekday(weekday), time }) };
}

function isAlways(hours: readonly OpeningSpan[]): boolean {
	const whole = hours.filter(({ opensMinute, closesMinute }) => opensMinute === 0 && closesMinute === DAY_MINUTES);
	return new Set(whole.map(({ weekday }) => weekday)).size === 7;
}

/** The days of one line of the door plate. */
export function dayWords(t: Translate, format: Format, { from, to }: WeekdayRun): string {
	if (from === 1 && to === 7) return t('doors.everyDay');
	const first = format.weekday(from);
	return from === to ? first : t('doors.days', { from: first, to: format.weekday(to) });
}

/** The hours of one line of the door plate. */
export function spanWords(t: Translate, format: Format, { spans }: WeekdayRun): string {
	if (spans.length === 0) return t('doors.closedDay');
	if (spans.some(({ opensMinute, closesMinute }) => opensMinute === 0 && closesMinute === DAY_MINUTES)) {
		return t('doors.roundTheClock');
	}
	return spans
		.map(({ opensMinute, closesMinute }) => `${format.clock(opensMinute)}–${format.clock(closesMinute)}`)
		.join(', ');
}
