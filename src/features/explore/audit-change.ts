import type { AuditRow } from '#domain/place/card';

/** One column that an act changed. */
export interface Change {
	readonly field: string;
	readonly before: unknown;
	readonly after: unknown;
}

// every act raises the version; saying so each time would bury what was done
const BOOKKEEPING = new Set(['version', 'id', 'district_id', 'created_at']);

/** The columns that differ between before and after; none for what was made or deleted as a whole. */
export function changesOf({ before, after }: Pick<AuditRow, 'before' | 'after'>): Change[] {
	if (!before || !after) return [];
	const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
	return [...fields]
		.filter((field) => !BOOKKEEPING.has(field))
		.map((field) => ({ field, before: before[field], after: after[field] }))
		.filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after) || change.before === 'changed');
}
