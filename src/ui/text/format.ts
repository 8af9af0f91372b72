import type { Locale } from '#ui/text/locale';

/** How one language writes numbers, days and hours: 2026年11月20日, 24 hours, weeks from Monday. */
export interface Format {
	number(value: number, fractionDigits?: number): string;
	/** A share from 0 to 1 as a percentage. */
	percent(share: number, fractionDigits?: number): string;
	/** `2026年11月20日`, `20 November 2026`. Takes an ISO day, an ISO instant or a Date. */
	date(value: string | Date): string;
	/** `14:32` */
	time(value: string | Date): string;
	/** Day and time of day. */
	moment(value: string | Date): string;
	/** The name of an ISO weekday, Monday = 1. */
	weekday(day: number): string;
	/** Minutes from midnight as `08:30`; 1440 is `24:00`. */
	clock(minutes: number): string;
}

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;
const A_MONDAY = Date.UTC(2024, 0, 1);
const DAY_MS = 86_400_000;

/**
 * The format of a language in a time zone (IANA name). A bare ISO day has no time zone and is printed as it is.
 */
export function formatter(locale: Locale, timeZone = 'Asia/Shanghai'): Format {
	const tag = locale === 'en' ? 'en-GB' : 'zh-CN';
	const long = { year: 'numeric', month: 'long', day: 'numeric' } as const;
	const dayHere = new Intl.DateTimeFormat(tag, { ...long, timeZone });
	const dayAsWritten = new Intl.DateTimeFormat(tag, { ...long, timeZone: 'UTC' });
	const clock = new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone });
	const weekdays = new Intl.DateTimeFormat(tag, { weekday: 'long', timeZone: 'UTC' });
	const date = (value: string | Date) =>
		typeof value === 'string' && ISO_DAY.test(value)
			? dayAsWritten.format(new Date(`${value}T00:00:00Z`))
			: dayHere.format(new Date(value));
	const time = (value: string | Date) => clock.format(new Date(value));
	const digits = (count: number) => ({ minimumFractionDigits: count, maximumFractionDigits: count });
	// making one takes longer than anything that is done with it, and tables ask for hundreds of numbers
	const made = new Map<number, Intl.NumberFormat>();
	const numbers = (count: number) => {
		const known = made.get(count) ?? new Intl.NumberFormat(tag, digits(count));
		made.set(count, known);
		return known;
	};
	return {
		number: (value, count = 0) => numbers(count).format(value),
		percent: (share, count = 0) => new Intl.NumberFormat(tag, { style: 'percent', ...digits(count) }).format(share),
		date,
		time,
		moment: (value) => `${date(value)} ${time(value)}`,
		weekday: (day) => weekdays.format(new Date(A_MONDAY + (day - 1) * DAY_MS)),
		clock: (minutes) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
	};
}

function two(value: number): string {
	return String(value).padStart(2, '0');
}
