import type { PlanGround, PlanPoint } from '#domain/division/plan-ground';
import type { PlanShape } from '#server/tiles/plan-shapes';

/** A plan's shapes are known in the thread by plan and version. */
export type PlanKey = string;

export type TilesQuestion =
	| { readonly kind: 'open'; readonly ground: PlanGround; readonly parcels: Uint8Array | null }
	| { readonly kind: 'tile'; readonly z: number; readonly x: number; readonly y: number }
	| { readonly kind: 'outline'; readonly node: string }
	/** Of a community and all its cells. */
	| { readonly kind: 'outlines'; readonly community: string }
	| { readonly kind: 'close' };

export type ToTilesThread = TilesQuestion & { readonly id: number; readonly key: PlanKey };

export type TilesAnswer =
	| { readonly kind: 'opened'; readonly nodes: readonly PlanPoint[] }
	| { readonly kind: 'tile'; readonly bytes: Uint8Array }
	| { readonly kind: 'outline'; readonly shape: PlanShape | null }
	| { readonly kind: 'outlines'; readonly shapes: readonly PlanShape[] }
	| { readonly kind: 'closed' }
	/** The thread does not have this plan: it was replaced, or never opened. */
	| { readonly kind: 'unknown' }
	| { readonly kind: 'failed'; readonly reason: string };

export type FromTilesThread = TilesAnswer & { readonly id: number };
