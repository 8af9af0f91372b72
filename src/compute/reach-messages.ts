import type { CirclesAnswer, CirclesQuestion, NearestAnswer, NearestQuestion } from '#compute/reach-question';
import type { Demand } from '#domain/reach/coverage';
import type { ReachRefusalWord } from '#domain/reach/refusal';

/** What the page tells the worker. */
export type ReachCall =
	| { readonly type: 'open'; readonly network: Uint8Array; readonly demand: Demand }
	| { readonly type: 'circles'; readonly id: number; readonly question: CirclesQuestion }
	| { readonly type: 'nearest'; readonly id: number; readonly question: NearestQuestion }
	| { readonly type: 'cancel'; readonly id: number };

export type ReachAsk = Extract<ReachCall, { readonly question: unknown }>;

/** What the worker tells the page: to every question one of these, unless it was cancelled in time. */
export type ReachReply =
	| { readonly id: number; readonly answer: CirclesAnswer | NearestAnswer }
	| { readonly id: number; readonly refusal: ReachRefusalWord }
	| { readonly id: number; readonly failure: string };
