import { BACKGROUND_KINDS, type BackgroundKind } from '#domain/place/background';
import type { WishKind } from '#domain/wishes/wish';
import { WISH_KINDS } from '#domain/wishes/wish';

/** The lists beside the map. */
export const MODES = ['cells', 'centres', 'buildings', 'wishes', 'members'] as const;
export type Mode = (typeof MODES)[number];

/** What the legend switches, as it stands in the address. */
export const LAYERS = ['cells', 'centres', 'circles', 'wishes', 'members', 'vacant'] as const;
export type LayerName = (typeof LAYERS)[number];
/** What is drawn where the address says nothing: what looks for gaps is switched on by whoever looks for them. */
export const DEFAULT_LAYERS: readonly LayerName[] = LAYERS.filter((layer) => layer !== 'vacant');

const SELECTABLE = ['cell', 'centre', 'building', 'wish', 'member'] as const;
export type SelectedKind = (typeof SELECTABLE)[number];

/** What is chosen: one thing at a time. A cell is named by its node (community or lineage id). */
export interface Selected {
	readonly kind: SelectedKind;
	readonly id: string;
}

/** Filters of the wishes list: everything readable, what waits, what somebody is doing, what came true. */
export const WISH_STAGES = ['open', 'live', 'fulfilled'] as const;
export type WishStage = (typeof WISH_STAGES)[number];

/** What the page is asked: enough for the server to answer with the list and the card. */
export interface Question {
	/** Null for the first district. */
	readonly district: string | null;
	readonly mode: Mode;
	readonly selected: Selected | null;
	/** The subdistrict that lies open in the tree of a large district. */
	readonly branch: string | null;
	readonly q: string;
	/** From 1. */
	readonly page: number;
	readonly wishKind: WishKind | null;
	readonly wishStage: WishStage | null;
}

/** Zoom and centre of the map; degrees WGS-84. */
export interface At {
	readonly zoom: number;
	readonly lat: number;
	readonly lng: number;
}

/** The whole state of the page: reload, back and sharing restore it from the address alone. */
export interface ViewState extends Question {
	readonly at: At | null;
	/** The level of cells shown; null follows the zoom. */
	readonly level: 1 | 2 | 3 | null;
	readonly layers: readonly LayerName[];
	/** Another map under ours, where the server offers it; null for our own paper. */
	readonly background: BackgroundKind | null;
	/** Minutes of the walking circle whose figures are shown; null for the widest tier. */
	readonly minutes: number | null;
	/** The list alone, without the map. */
	readonly list: boolean;
}

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MAX_QUERY = 80;
const MAX_PAGE = 100_000;

/** Reads what the server answers. Reads no other parameter, so that moving the camera asks nothing again. */
export function parseQuestion(params: URLSearchParams): Question {
	return {
		district: id(params.get('district')),
		mode: oneOf(MODES, params.get('mode')) ?? 'cells',
		selected: parseSelected(params),
		branch: id(params.get('in')),
		q: (params.get('q') ?? '').trim().slice(0, MAX_QUERY),
		page: integer(params.get('page'), 1, MAX_PAGE) ?? 1,
		wishKind: oneOf(WISH_KINDS, params.get('kind')),
		wishStage: oneOf(WISH_STAGES, params.get('state'))
	};
}

/** Reads the whole address. Never fails: whatever makes no sense takes its default. */
export function parseView(params: URLSearchParams): ViewState {
	return {
		...parseQuestion(params),
		at: parseAt(params.get('at')),
		level: integer(params.get('level'), 1, 3) as 1 | 2 | 3 | null,
		layers: parseLayers(params.get('layers')),
		background: oneOf(BACKGROUND_KINDS, params.get('background')),
		minutes: integer(params.get('t'), 1, 60),
		list: params.get('list') === '1'
	};
}

/** The same of the text behind the question mark. */
export function parseSearch(search: string): ViewState {
	return parseView(new URLSearchParams(search));
}

/** The text behind the question mark without the camera, which writes itself into it all the time. */
export function withoutCamera(search: string): string {
	const params = new URLSearchParams(search);
	params.delete('at');
	return params.toString();
}

/** The address of a view; what has its default is left out. Stable order, so that equal views have equal addresses. */
export function formatView(view: ViewState): string {
	const params = new URLSearchParams();
	const put = (name: string, value: string | number | null | undefined, fallback: string | number = '') => {
		if (value !== null && value !== undefined && value !== fallback) params.set(name, String(value));
	};
	put('district', view.district);
	put('mode', view.mode, 'cells');
	put('at', view.at && formatAt(view.at));
	if (view.selected) put(view.selected.kind, view.selected.id);
	put('in', view.branch);
	put('level', view.level);
	put('layers', formatLayers(view.layers));
	put('background', view.background);
	put('t', view.minutes);
	put('list', view.list ? 1 : null);
	put('q', view.q);
	put('kind', view.wishKind);
	put('state', view.wishStage);
	put('page', view.page, 1);
	// slashes and commas are legal in a query and far more legible
	const query = params.toString().replaceAll('%2F', '/').replaceAll('%2C', ',');
	return query ? `/map?${query}` : '/map';
}

/**
 * The address after a change. Another list starts at its first page without the old search; the camera stays the
 * map's own business, so links leave it out and the map writes it in again.
 */
export function hrefOf(view: ViewState, change: Partial<ViewState>): string {
	const otherList = change.mode !== undefined && change.mode !== view.mode;
	const reset = otherList ? { branch: null, q: '', page: 1, wishKind: null, wishStage: null } : {};
	return formatView({ ...view, at: null, ...reset, ...change });
}

/** `zoom/lat/lng`, five digits behind the point: about a metre. */
export function formatAt({ zoom, lat, lng }: At): string {
	return `${Number(zoom.toFixed(2))}/${lat.toFixed(5)}/${lng.toFixed(5)}`;
}

function parseAt(text: string | null): At | null {
	const numbers = text?.split('/').map(Number) ?? [];
	const [zoom = NaN, lat = NaN, lng = NaN] = numbers;
	const inside = zoom >= 0 && zoom <= 24 && Math.abs(lat) <= 85 && Math.abs(lng) <= 180;
	return numbers.length === 3 && inside ? { zoom, lat, lng } : null;
}

function parseSelected(params: URLSearchParams): Selected | null {
	for (const kind of SELECTABLE) {
		const found = id(params.get(kind));
		if (found) return { kind, id: found };
	}
	return null;
}

/** `none` for all off; absent means as usual. */
function parseLayers(text: string | null): readonly LayerName[] {
	if (text === null) return DEFAULT_LAYERS;
	const named = text.split(',');
	return LAYERS.filter((layer) => named.includes(layer));
}

function formatLayers(layers: readonly LayerName[]): string | null {
	if (LAYERS.every((layer) => layers.includes(layer) === DEFAULT_LAYERS.includes(layer))) return null;
	return LAYERS.filter((layer) => layers.includes(layer)).join(',') || 'none';
}

function id(text: string | null): string | null {
	return text && ID.test(text) ? text.toLowerCase() : null;
}

function oneOf<T extends string>(known: readonly T[], text: string | null): T | null {
	return known.find((candidate) => candidate === text) ?? null;
}

function integer(text: string | null, min: number, max: number): number | null {
	if (!text || !/^\d{1,6}$/.test(text)) return null;
	const value = Number(text);
	return value >= min && value <= max ? value : null;
}
