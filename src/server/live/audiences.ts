import type { Backend } from '#server/backend/backend';

/** Somebody who listens: whose session, in which district. */
export interface Listener {
	readonly userId: string;
	readonly sessionId: string | null;
	readonly districtId: string;
}

/** Who may hear of what is not public. */
export interface Audiences {
	/** The communities (and the district, for what has none) whose unpublished changes this listener may know of. */
	nodesOf(listener: Listener): Promise<ReadonlySet<string>>;
	/** Grants have changed: ask again. */
	forget(): void;
}

/** A session that was ended elsewhere goes deaf after this. */
const VALID_MS = 60_000;

/** Answers from the database, remembered for a minute and shared by the tabs of one session. */
export function openAudiences(backend: Pick<Backend, 'job'>, now: () => number = Date.now): Audiences {
	const known = new Map<string, { readonly until: number; readonly nodes: Promise<ReadonlySet<string>> }>();
	const forgetOld = (): void => {
		for (const [key, { until }] of known) if (until <= now()) known.delete(key);
	};
	return {
		nodesOf: (listener) => {
			const key = `${listener.userId} ${listener.sessionId} ${listener.districtId}`;
			const answer = known.get(key);
			if (answer && answer.until > now()) return answer.nodes;
			forgetOld();
			const nodes = backend
				.job('may-hear', listener)
				.then(({ nodeIds }) => new Set(nodeIds))
				.catch(() => {
					known.delete(key);
					return new Set<string>();
				});
			known.set(key, { until: now() + VALID_MS, nodes });
			return nodes;
		},
		forget: () => known.clear()
	};
}
