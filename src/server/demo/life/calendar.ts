const DAY_MS = 86_400_000;

/** The ISO date so many days after (negative: before) another. */
export function daysFrom(date: string, days: number): string {
	return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}

/** A moment of that day by the town's clock (UTC+8), minutes from midnight. */
export function momentOn(date: string, minute: number): string {
	const two = (value: number) => String(value).padStart(2, '0');
	return `${date}T${two(Math.floor(minute / 60))}:${two(minute % 60)}:00+08:00`;
}
