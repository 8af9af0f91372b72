export const CENTRE_KINDS = ['regional', 'community', 'building', 'station'] as const;
export type CentreKind = (typeof CENTRE_KINDS)[number];

export const CENTRE_STATUSES = ['planned', 'building', 'built', 'open', 'closed'] as const;
/** Built is not open: only `open` centres count towards coverage. */
export type CentreStatus = (typeof CENTRE_STATUSES)[number];

/** One span of opening on one weekday; minutes from midnight in the district's time zone. */
export interface OpeningSpan {
	/** ISO weekday, Monday = 1. */
	readonly weekday: number;
	readonly opensMinute: number;
	readonly closesMinute: number;
}
