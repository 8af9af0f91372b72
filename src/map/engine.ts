import { addProtocol, Map as GlMap, prewarm, setWorkerUrl, type MapOptions } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import { Protocol } from 'pmtiles';
import type { LngLat } from '#domain/place/coord';
import type { Drawing, Picked } from '#map/drawing';

let ready = false;

/**
 * Once per page: the worker of our own origin (a blob would break the CSP), already starting while the page is still
 * busy with itself, and the reader of tile archives.
 */
export function prepareMap(): void {
	if (ready) return;
	setWorkerUrl(workerUrl);
	addProtocol('pmtiles', new Protocol().tile);
	prewarm();
	ready = true;
}

/** An empty map without controls or attribution, north up and flat. Throws where WebGL2 is missing. */
export function openMap(container: HTMLElement, options: Omit<MapOptions, 'container' | 'style'>): GlMap {
	prepareMap();
	const map = new GlMap({
		...options,
		container,
		style: { version: 8, sources: {}, layers: [] },
		attributionControl: false,
		dragRotate: false,
		pitchWithRotate: false,
		touchPitch: false,
		maxPitch: 0,
		renderWorldCopies: false,
		fadeDuration: 120
	});
	map.touchZoomRotate.disableRotation();
	map.keyboard.disableRotation();
	return map;
}

const REACH_PX = 5;

/** The topmost pickable feature within a finger's reach of a point of the canvas, by the order of `pick`. */
export function pickAt(map: GlMap, drawings: readonly Drawing[], point: { x: number; y: number }): Picked | null {
	const owners = new Map(drawings.flatMap((drawing) => (drawing.pick ?? []).map((layer) => [layer, drawing.name])));
	const layers = [...owners.keys()].filter((layer) => map.getLayer(layer));
	const [exact, near] = [hits(map, layers, point, 0), hits(map, layers, point, REACH_PX)];
	// an area is picked where one points, a symbol also beside it
	const found =
		near.find(({ layer }) => layer.type === 'symbol') ?? exact.find(({ layer }) => layer.type !== 'symbol') ?? null;
	return found && { drawing: owners.get(found.layer.id)!, layer: found.layer.id, properties: found.properties };
}

function hits(map: GlMap, layers: string[], { x, y }: { x: number; y: number }, reach: number) {
	return map.queryRenderedFeatures(
		[
			[x - reach, y - reach],
			[x + reach, y + reach]
		],
		{ layers }
	);
}

/** Where the map looks now. */
export function cameraOf(map: GlMap): { zoom: number; lng: number; lat: number } {
	const { lng, lat } = map.getCenter();
	return { zoom: map.getZoom(), lng, lat };
}

export function toLngLat({ lng, lat }: { lng: number; lat: number }): LngLat {
	return [lng, lat];
}
