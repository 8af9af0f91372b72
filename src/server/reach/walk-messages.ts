import type { LngLat } from '#domain/place/coord';
import type { Pace } from '#domain/reach/pace';
import type { StreetLine } from '#domain/reach/walk';

/** What is asked of the walking thread. */
export type WalkQuestion =
	| {
			readonly kind: 'walks';
			readonly door: LngLat;
			readonly places: readonly LngLat[];
			readonly pace: Pace;
			readonly maxMinutes: number;
	  }
	| { readonly kind: 'streets'; readonly place: LngLat; readonly radiusM: number };

/** A question to the network of a hash; its bytes only where the thread has said that it needs them. */
export interface ToWalkThread {
	readonly id: number;
	readonly hash: string;
	readonly bytes: Uint8Array | null;
	readonly question: WalkQuestion;
}

export type FromWalkThread = { readonly id: number } & (
	| { readonly kind: 'needs-network' }
	| { readonly kind: 'walks'; readonly seconds: readonly number[] }
	| { readonly kind: 'streets'; readonly lines: readonly StreetLine[] }
	| { readonly kind: 'refused'; readonly refusal: string }
);
