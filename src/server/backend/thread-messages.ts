import type { SupabasePlatform } from '#server/config';
import type { Keys } from '#server/keys';

/** How the database thread is to open its database. */
export type DatabasePlace =
	| { readonly kind: 'embedded'; readonly directory: string }
	| { readonly kind: 'postgres'; readonly url: string }
	/** A Supabase platform's own database: jobs and live feed only, its requests go to the platform. */
	| { readonly kind: 'platform'; readonly url: string; readonly platform: SupabasePlatform };

export interface ThreadStart {
	readonly place: DatabasePlace;
	readonly keys: Keys;
	/** Milliseconds after which a statement of a person's request is cut. */
	readonly requestLimitMs: number;
	/**
	 * Shared memory of three numbers: the request that holds the embedded database now (0 = none), when it began
	 * (`Date.now()` modulo 2³¹), and how many turns have begun. It can be read while the thread is inside a
	 * statement and hears nothing.
	 */
	readonly watch: SharedArrayBuffer;
	/** Where the migrations lie. */
	readonly migrations: string;
}

export interface RequestMessage {
	readonly kind: 'request';
	readonly id: number;
	readonly method: string;
	readonly url: string;
	readonly headers: readonly (readonly [string, string])[];
	readonly body: Uint8Array | null;
}

export interface JobMessage {
	readonly kind: 'job';
	readonly id: number;
	readonly name: string;
	/** A value, or the JSON text of one as it came from another process: it is parsed in the thread. */
	readonly input: unknown;
	readonly inputIsJson: boolean;
}

export type ToThread =
	| RequestMessage
	| JobMessage
	| { readonly kind: 'cancel'; readonly id: number }
	| { readonly kind: 'listen'; readonly channel: string }
	| { readonly kind: 'close' };

/** A step of opening: which part, and how much of it is done where that is known. */
export interface OpeningStep {
	readonly step: 'creating' | 'opening' | 'migrating';
	readonly name?: string;
	readonly done?: number;
	readonly total?: number;
}

export type FromThread =
	| ({ readonly kind: 'opening' } & OpeningStep)
	| { readonly kind: 'ready'; readonly created: boolean }
	| { readonly kind: 'failed'; readonly message: string }
	| {
			readonly kind: 'response';
			readonly id: number;
			readonly status: number;
			readonly headers: readonly (readonly [string, string])[];
			readonly body: Uint8Array | null;
	  }
	| { readonly kind: 'progress'; readonly id: number; readonly progress: unknown }
	| { readonly kind: 'result'; readonly id: number; readonly result: unknown }
	| { readonly kind: 'refused'; readonly id: number; readonly failure: Failure }
	| { readonly kind: 'notified'; readonly channel: string; readonly payload: string }
	| { readonly kind: 'closed' };

/** What remains of an error on its way to another thread or process. */
export interface Failure {
	readonly name: string;
	readonly message: string;
	/** A named refusal of a job, or an SQLSTATE; empty where the error has neither. */
	readonly code: string;
	readonly detail: unknown;
}
