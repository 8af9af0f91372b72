import { gzipSync } from 'node:zlib';
import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { FeatureCollection } from 'geojson';
import { localPlane, type Bounds } from '#domain/place/coord';
import type { Survey } from '#domain/place/survey';
import {
	BASEMAP_FIELDS,
	BASEMAP_ZOOMS,
	basemapFeatures,
	type BasemapFeature,
	type BasemapLayer
} from '#server/ingest/basemap-features';
import { basemapLabels } from '#server/ingest/basemap-labels';
import { PmtilesWriter } from '#server/ingest/pmtiles-writer';

export interface BasemapOptions {
	/** Bounds of the district; the map goes on for a quarter of its size around, at least 2 km. */
	readonly bounds: Bounds;
	/** Called after each tile of zoom 12 with everything above it; may wait, may throw to stop. */
	readonly onTile?: (done: number, total: number) => Promise<void> | void;
}

interface Tile {
	readonly z: number;
	readonly x: number;
	readonly y: number;
}

/** Features of one layer that begin at one zoom, cut into tiles when asked. */
interface Band {
	readonly layer: BasemapLayer;
	readonly minZoom: number;
	readonly index: GeoJSONVT;
}

const LAYERS = Object.keys(BASEMAP_FIELDS) as BasemapLayer[];

/** Draws the district's own base map: an archive of vector tiles (PMTiles), zooms 8 to 15. */
export async function drawBasemap(survey: Survey, { bounds, onTile }: BasemapOptions): Promise<Uint8Array> {
	const paper = widen(bounds);
	const bands = bandsOf([...basemapFeatures(survey), ...basemapLabels(survey)]);
	const writer = new PmtilesWriter();
	const write = (tile: Tile): boolean => {
		const body = tileBody(bands, tile);
		if (body) writer.add(tile.z, tile.x, tile.y, body);
		return body !== null;
	};
	const sheets = tilesOf(paper, 12);
	for (let z: number = BASEMAP_ZOOMS.min; z < 12; z++) tilesOf(paper, z).forEach(write);
	for (const [done, sheet] of sheets.entries()) {
		descend(sheet, paper, write);
		await onTile?.(done + 1, sheets.length);
	}
	return writer.finish({
		bounds: paper,
		minZoom: BASEMAP_ZOOMS.min,
		maxZoom: BASEMAP_ZOOMS.max,
		metadata: {
			name: survey.district.name,
			attribution: survey.district.attribution,
			vector_layers: LAYERS.map((id) => ({
				id,
				fields: BASEMAP_FIELDS[id],
				minzoom: BASEMAP_ZOOMS.min,
				maxzoom: BASEMAP_ZOOMS.max
			}))
		}
	});
}

/** Writes a tile and all below it. Below zoom 14, where nearly everything is drawn, empty means empty all the way. */
function descend(tile: Tile, paper: Bounds, write: (tile: Tile) => boolean): void {
	const drawn = write(tile);
	if (tile.z >= BASEMAP_ZOOMS.max || (!drawn && tile.z >= 14)) return;
	for (const [dx, dy] of [
		[0, 0],
		[1, 0],
		[1, 1],
		[0, 1]
	] as const) {
		const child = { z: tile.z + 1, x: 2 * tile.x + dx, y: 2 * tile.y + dy };
		if (touches(child, paper)) descend(child, paper, write);
	}
}

/** Minor things first within a layer, so that a main street lies over a side street. */
function bandsOf(features: readonly BasemapFeature[]): Band[] {
	const groups = new Map<string, BasemapFeature[]>();
	for (const feature of features) {
		const key = `${feature.layer} ${feature.minZoom}`;
		const group = groups.get(key);
		if (group) group.push(feature);
		else groups.set(key, [feature]);
	}
	const bands = [...groups.values()].map((group): Band => {
		const { layer, minZoom } = group[0]!;
		const data: FeatureCollection = { type: 'FeatureCollection', features: group.map(({ feature }) => feature) };
		// A wide casing or a label must not end at the edge of a tile: 64 of 4096 are 8 pixels.
		const index = new GeoJSONVT(data, { maxZoom: BASEMAP_ZOOMS.max, indexMaxZoom: 0, tolerance: 4, buffer: 64 });
		return { layer, minZoom, index };
	});
	return bands.sort((a, b) => LAYERS.indexOf(a.layer) - LAYERS.indexOf(b.layer) || b.minZoom - a.minZoom);
}

function tileBody(bands: readonly Band[], { z, x, y }: Tile): Uint8Array | null {
	const layers: Partial<Record<BasemapLayer, GeoJSONVTTile>> = {};
	for (const { layer, minZoom, index } of bands) {
		const part = z >= minZoom ? index.getTile(z, x, y) : null;
		if (!part || part.features.length === 0) continue;
		const before = layers[layer];
		layers[layer] = before ? { ...before, features: [...before.features, ...part.features] } : part;
	}
	if (Object.keys(layers).length === 0) return null;
	return gzipSync(fromGeojsonVt(layers as Record<string, GeoJSONVTTile>, { version: 2, extent: 4096 }));
}

function widen([west, south, east, north]: Bounds): Bounds {
	const plane = localPlane([west, south]);
	const [x, y] = plane.toLngLat(2000, 2000);
	const [lng, lat] = [Math.max((east - west) / 4, x - west), Math.max((north - south) / 4, y - south)];
	return [Math.max(-180, west - lng), Math.max(-85, south - lat), Math.min(180, east + lng), Math.min(85, north + lat)];
}

/** Web Mercator's column and row (EPSG:3857), with their fractions. */
function mercator(lng: number, lat: number, z: number): readonly [x: number, y: number] {
	const sine = Math.sin((lat * Math.PI) / 180);
	return [2 ** z * (lng / 360 + 0.5), 2 ** z * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI))];
}

function tilesOf([west, south, east, north]: Bounds, z: number): Tile[] {
	const [left, top] = mercator(west, north, z).map(Math.floor) as [number, number];
	const [right, bottom] = mercator(east, south, z).map(Math.floor) as [number, number];
	const tiles: Tile[] = [];
	for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) tiles.push({ z, x, y });
	return tiles;
}

function touches({ z, x, y }: Tile, [west, south, east, north]: Bounds): boolean {
	const [left, top] = mercator(west, north, z);
	const [right, bottom] = mercator(east, south, z);
	return x + 1 > left && x <= right && y + 1 > top && y <= bottom;
}
