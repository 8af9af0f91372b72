import type { MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import { Refused } from '#data/call';
import { cellTilesPath } from '#data/plan-tiles';
import { area, lngLat } from '#data/shapes';
import type { LngLat } from '#domain/place/coord';

/** The outline of a community, living area or stairwell cell of a plan. */
export interface NodeOutline {
	readonly node: string;
	readonly level: 1 | 2 | 3;
	readonly geometry: Polygon | MultiPolygon;
	/** Inside the geometry. */
	readonly label: LngLat;
}

const outline: v.GenericSchema<unknown, NodeOutline> = v.object({
	node: v.string(),
	level: v.picklist([1, 2, 3]),
	geometry: area,
	label: lngLat
});

/** One node's outline from the server that cuts the tiles. Throws Refused `not-found`, `busy` or `offline`. */
export async function fetchOutline(
	plan: { readonly id: string; readonly version: string },
	node: string,
	signal?: AbortSignal
): Promise<NodeOutline> {
	return v.parse(outline, await fetchJson(`${cellTilesPath(plan.id, plan.version)}/outlines/${node}`, signal));
}

/** JSON of our own origin. Throws Refused `not-found`, `busy` or `offline`; an abort is thrown as its reason. */
export async function fetchJson(path: string, signal?: AbortSignal): Promise<unknown> {
	let response: Response;
	try {
		response = await fetch(path, { signal });
	} catch {
		signal?.throwIfAborted();
		throw new Refused('offline');
	}
	if (!response.ok) throw new Refused(response.status === 404 ? 'not-found' : 'busy');
	return response.json();
}
