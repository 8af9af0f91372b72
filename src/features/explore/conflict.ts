/** One value of one thing, as the page knows it. */
export interface Held {
	readonly subject: string;
	readonly version: number;
	readonly value: string | null;
}

/** Somebody else was faster: what stands now, and what this form wants to put in its place. */
export interface Conflict {
	/** The version that stands now: what is sent with it is sent knowingly. */
	readonly version: number;
	readonly theirs: string | null;
	readonly mine: string;
}

/**
 * Both values of a `stale-version` refusal, read from what the database added to it:
 * `{version, current: {column: …}, sent: {column: …}}`. Null where it added something else.
 */
export function readConflict(detail: unknown, column: 'lineageId' | 'state'): Conflict | null {
	const { version, current, sent } = fieldsOf(detail);
	const [theirs, mine] = [fieldsOf(current)[column] ?? null, fieldsOf(sent)[column]];
	if (typeof version !== 'number' || typeof mine !== 'string') return null;
	return theirs === null || typeof theirs === 'string' ? { version, theirs, mine } : null;
}

/**
 * What contradicts a half-filled form: the refusal that it met, or news that came in while it was being filled in,
 * whichever is newer. A change of anything but the value that the form is about contradicts nothing.
 */
export function conflictOf(seen: Held, now: Held, wanted: string, told: Conflict | null): Conflict | null {
	if (told) return told.version >= now.version ? told : { version: now.version, theirs: now.value, mine: told.mine };
	if (wanted === '' || seen.value === now.value) return null;
	return { version: now.version, theirs: now.value, mine: wanted };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
