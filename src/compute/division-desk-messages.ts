import type { MultiPolygon, Polygon } from 'geojson';
import type { DeskGaps, DeskNews, DeskWish, SketchedCell } from '#domain/division/desk/news';
import type { ProposalFrame } from '#domain/division/desk/proposals';
import type { PlanChanges, PlanDraft } from '#domain/division/plan';
import type { LngLat } from '#domain/place/coord';

/** Questions to the desk, and what each is answered with. */
export interface DeskQuestions {
	open: { asked: { readonly parcels: Uint8Array; readonly draft: PlanDraft }; answer: DeskOpening };
	apply: { asked: PlanChanges; answer: DeskNews };
	unitAt: { asked: LngLat; answer: number | null };
	unitsIn: { asked: Polygon; answer: number[] };
	unitsAlong: { asked: { readonly line: readonly LngLat[]; readonly metres: number }; answer: number[] };
	ground: { asked: readonly number[]; answer: MultiPolygon };
	sketch: { asked: readonly (readonly number[])[]; answer: SketchedCell[] };
	neighbours: { asked: readonly number[]; answer: number[] };
	diameter: { asked: string; answer: { readonly metres: number } | null };
	setNetwork: { asked: Uint8Array; answer: null };
	frame: { asked: DeskWish; answer: ProposalFrame };
}

export interface DeskOpening {
	readonly news: DeskNews;
	readonly gaps: DeskGaps;
}

export type DeskAsk = {
	[Type in keyof DeskQuestions]: {
		readonly type: Type;
		readonly id: number;
		readonly asked: DeskQuestions[Type]['asked'];
	};
}[keyof DeskQuestions];

/** What the page tells the worker. */
export type DeskCall = DeskAsk | { readonly type: 'cancel'; readonly id: number };

/** What the worker tells the page: to every question one of these, unless it was cancelled. */
export type DeskReply =
	| { readonly id: number; readonly answer: DeskQuestions[keyof DeskQuestions]['answer'] }
	| { readonly id: number; readonly refusal: string }
	| { readonly id: number; readonly failure: string };
