import type { Survey } from '#domain/place/survey';
import type { TownLife } from '#domain/place/town-life';
import type { Scale } from '#server/demo/scales';
import type { Importer } from '#server/upload/desk';
import type { ImportResult } from '#server/upload/job-state';
import type { PackedDistrict } from '#server/upload/prepare';

/** How far a long job is: a stage's name and, where it can be counted, how much of it is done. */
export interface JobProgress {
	readonly stage: string;
	readonly done?: number;
	readonly total?: number;
}

/** What the database thread does besides requests: name → what goes in and what comes out. */
export interface JobTable {
	/** Stores a surveyed district in one transaction. */
	ingest: {
		input: { survey: Survey; life: TownLife | null; isDemo: boolean; timeZone: string };
		result: IngestResult;
	};
	/** Stores a district that was uploaded, if the importer still may; the importer then administers it. */
	'import-store': {
		input: Omit<PackedDistrict, 'facts'> &
			Importer & { operation: string; importId: string; startedAt: number; result: ImportResult };
		result: null;
	};
	/** Writes down how an import ended that came to nothing. */
	'import-close': { input: { importId: string; state: 'failed' | 'cancelled'; result: ImportResult }; result: null };
	/** Ends the imports that a former process left open. */
	'import-recover': { input: null; result: null };
	/** Draws a demo town, stores it and makes the demo accounts. */
	demo: { input: DemoInput; result: DemoResult };
	/** Finishes a demo that was cut between its district and its accounts; does nothing elsewhere. */
	'demo-mend': { input: null; result: { mended: boolean } };
	/** What falls due by the clock; `now` is an ISO time. */
	tick: { input: { now: string }; result: null };
	/** Writes the whole embedded database to `path` as a synced .tar.gz. */
	snapshot: { input: { path: string }; result: { bytes: number } };
	/** A token that opens the page of the first administrator, once. */
	'setup-token': { input: null; result: { token: string } };
	state: { input: null; result: DatabaseState };
	/** Seconds this account or address has to wait before the next attempt to sign in; 0 = may try. */
	'gate-check': { input: { account: string; address: string }; result: { waitSeconds: number } };
	'gate-record': { input: { account: string; address: string; success: boolean }; result: null };
	/** Spends what checking a password costs where the account does not exist, and nothing where it does. */
	'sign-in-decoy': { input: { account: string; password: string }; result: null };
	/** The communities, and the district itself, about whose unpublished rows the user may hear. */
	'may-hear': {
		input: { userId: string; sessionId: string | null; districtId: string };
		result: { nodeIds: string[] };
	};
	/** Whether the user is a worker or an administrator anywhere. */
	works: { input: { userId: string; sessionId: string | null }; result: { works: boolean } };
	/** Feed entries after `seq`, for filling the gap of a lost LISTEN. */
	'feed-after': { input: { seq: number; limit: number }; result: { entries: FeedEntry[] } };
	/** Number of the newest feed entry. */
	'feed-head': { input: null; result: { seq: number } };
}

export type JobName = keyof JobTable;
export type JobInput<Name extends JobName> = JobTable[Name]['input'];
export type JobResult<Name extends JobName> = JobTable[Name]['result'];

export interface IngestResult {
	readonly districtId: string;
	readonly counts: Readonly<Record<string, number>>;
}

export interface DemoInput {
	readonly seed: number;
	readonly scale: Scale;
	/** ISO date; wishes, duties and grants are dated around it. */
	readonly today: string;
	readonly timeZone: string;
}

export interface DemoResult extends IngestResult {
	readonly name: string;
	/** False where a real district shares the database: demo accounts, whose password everybody knows, stay out. */
	readonly accounts: boolean;
}

export interface DatabaseState {
	/** No district yet. */
	readonly empty: boolean;
	/** Somebody may make accounts and change settings. */
	readonly administered: boolean;
	/** Migrations on disk that the database has not seen. */
	readonly pendingMigrations: readonly string[];
}

/** One entry of the live feed: ids only. */
export interface FeedEntry {
	readonly seq: number;
	readonly districtId: string;
	readonly communityId: string | null;
	readonly subject: string;
	readonly id: string;
	readonly isPublic: boolean;
}
