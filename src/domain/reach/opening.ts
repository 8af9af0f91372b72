import type { OpeningSpan } from '#domain/reach/centre';

/** A moment on a wall clock: ISO weekday (Monday = 1) and minutes from midnight. */
export interface ClockTime {
	readonly weekday: number;
	readonly minute: number;
}

const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** What the clock on the wall shows at `instant` in an IANA time zone. Throws RangeError for an unknown zone. */
export function clockTime(instant: Date, timeZone: string): ClockTime {
	const parts = new Intl.DateTimeFormat('en-GB', {
		timeZone,
		weekday: 'short',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	}).formatToParts(instant);
	const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? '';
	return {
		weekday: WEEKDAYS.indexOf(part('weekday')) + 1,
		minute: Number(part('hour')) * 60 + Number(part('minute'))
	};
}

/** Whether one of the spans covers the moment; the closing minute itself is closed. */
export function isOpenAt(hours: readonly OpeningSpan[], at: ClockTime): boolean {
	return hours.some(
		(span) => span.weekday === at.weekday && span.opensMinute <= at.minute && at.minute < span.closesMinute
	);
}

/** Weekdays that follow one another with the same hours, as they stand on a door plate. */
export interface WeekdayRun {
	readonly from: number;
	readonly to: number;
	/** Empty on days that stay closed. */
	readonly spans: readonly { readonly opensMinute: number; readonly closesMinute: number }[];
}

/** Monday to Sunday, neighbouring days with equal hours joined. Spans within a day are ordered by opening. */
export function weekPlate(hours: readonly OpeningSpan[]): WeekdayRun[] {
	const runs: WeekdayRun[] = [];
	for (let weekday = 1; weekday <= 7; weekday++) {
		const spans = hours
			.filter((span) => span.weekday === weekday)
			.map(({ opensMinute, closesMinute }) => ({ opensMinute, closesMinute }))
			.sort((a, b) => a.opensMinute - b.opensMinute);
		const last = runs.at(-1);
		if (last && JSON.stringify(last.spans) === JSON.stringify(spans)) {
			runs[runs.length - 1] = { ...last, to: weekday };
		} else {
			runs.push({ from: weekday, to: weekday, spans });
		}
	}
	return runs;
}

/** What a door tells now: open until when, or closed until when. */
export type DoorState =
	/** `closesMinute` is null where it stays open past the end of the day. */
	| { readonly open: true; readonly closesMinute: number | null }
	/** The next opening within a week, `inDays` from today (0 is today); null where there is none. */
	| { readonly open: false; readonly next: NextOpening | null };

export interface NextOpening {
	readonly inDays: number;
	/** ISO weekday, Monday = 1. */
	readonly weekday: number;
	readonly opensMinute: number;
}

/** What the hours say at a moment. */
export function doorState(hours: readonly OpeningSpan[], at: ClockTime): DoorState {
	const today = hours.filter(({ weekday }) => weekday === at.weekday);
	const span = today.find(({ opensMinute, closesMinute }) => opensMinute <= at.minute && at.minute < closesMinute);
	if (span) return { open: true, closesMinute: span.closesMinute === 24 * 60 ? null : span.closesMinute };
	for (let inDays = 0; inDays <= 7; inDays++) {
		const weekday = ((at.weekday - 1 + inDays) % 7) + 1;
		const later = hours
			.filter((each) => each.weekday === weekday && (inDays > 0 || each.opensMinute > at.minute))
			.map(({ opensMinute }) => opensMinute);
		if (later.length > 0) return { open: false, next: { inDays, weekday, opensMinute: Math.min(...later) } };
	}
	return { open: false, next: null };
}
