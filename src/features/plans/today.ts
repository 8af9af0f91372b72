/** The day on the calendar of an IANA time zone, as `2026-11-21`. */
export function dayIn(timeZone: string, instant: Date): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(instant);
}
