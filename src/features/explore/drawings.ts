import type { FeatureCollection } from 'geojson';
import type { Bounds, LngLat } from '#domain/place/coord';
import { artefactPath } from '#data/artefacts';
import { BACKGROUND_PATH } from '#data/background';
import { cellTilesPath } from '#data/plan-tiles';
import type { CirclesAnswer } from '#compute/reach-question';
import { circlesSource } from '#map/layers/circles';

/** Where the tiles of a district are, for the map's own reader; null where it has none. */
export function tilesUrl(hash: string | null): string | null {
	return hash && `${location.origin}${artefactPath(hash)}`;
}

/** Where the pictures of another background are. */
export function backgroundUrl(): string {
	return `${location.origin}${BACKGROUND_PATH}`;
}

/** The tiers of an answer as a source. */
export function tiersSource(answer: CirclesAnswer): FeatureCollection {
	return circlesSource(answer.tiers.map(({ minutes, polygon, disc }) => ({ minutes, reached: polygon, disc })));
}

/** Where the tiles of a plan's cells are. */
export function cellTilesUrl({ id, version }: { readonly id: string; readonly version: string }): string {
	return `${location.origin}${cellTilesPath(id, version)}`;
}

/** Bounds that hold a circle of `radiusM` around a point. */
export function boundsAround([lng, lat]: LngLat, radiusM: number): Bounds {
	const dLat = radiusM / 111_195;
	const dLng = dLat / Math.cos((lat * Math.PI) / 180);
	return [lng - dLng, lat - dLat, lng + dLng, lat + dLat];
}
