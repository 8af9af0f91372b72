import { gzipSync } from 'node:zlib';
import { GeoJSONVT, type GeoJSONVTTile } from '@maplibre/geojson-vt';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import type { Feature, FeatureCollection } from 'geojson';
import type { PlanShape } from '#server/tiles/plan-shapes';

/** Zooms of the tiles; the map stretches the last ones. */
export const CELL_ZOOMS = { min: 8, max: 15 } as const;

/** From which zoom on a level is in the tiles: below, its outlines would be smaller than their lines. */
const FIRST_ZOOM: Readonly<Record<PlanShape['level'], number>> = { 1: 8, 2: 10, 3: 12 };

const LEVELS = [1, 2, 3] as const;

/** Source-layers: outlines by level, and the places of names. */
type CellLayer = 'cells-1' | 'cells-2' | 'cells-3' | 'labels';

/** The outlines and names of one plan, cut into vector tiles when asked. */
export class CellTiles {
	readonly #bands: { layer: CellLayer; minZoom: number; index: GeoJSONVT }[];

	constructor(shapes: readonly PlanShape[]) {
		this.#bands = LEVELS.flatMap((level) => {
			const some = shapes.filter((shape) => shape.level === level);
			const minZoom = FIRST_ZOOM[level];
			return [
				{ layer: `cells-${level}` as const, minZoom, index: indexOf(some.map(areaFeature), 64) },
				{ layer: 'labels' as const, minZoom, index: indexOf(some.map(labelFeature), 256) }
			];
		});
	}

	/** A Mapbox vector tile, gzipped; no bytes where there is nothing. */
	tile(z: number, x: number, y: number): Uint8Array {
		const layers: Partial<Record<CellLayer, GeoJSONVTTile>> = {};
		for (const { layer, minZoom, index } of this.#bands) {
			const part = z >= minZoom ? index.getTile(z, x, y) : null;
			if (!part || part.features.length === 0) continue;
			const before = layers[layer];
			layers[layer] = before ? { ...before, features: [...before.features, ...part.features] } : part;
		}
		if (Object.keys(layers).length === 0) return new Uint8Array();
		return gzipSync(fromGeojsonVt(layers as Record<string, GeoJSONVTTile>, { version: 2, extent: 4096 }));
	}
}

/** @param buffer how far a tile reaches over its edge, of 4096; names need more, or they come and go at the seams. */
function indexOf(features: Feature[], buffer: number): GeoJSONVT {
	const data: FeatureCollection = { type: 'FeatureCollection', features };
	return new GeoJSONVT(data, { maxZoom: CELL_ZOOMS.max, indexMaxZoom: 0, tolerance: 3, buffer });
}

function areaFeature({ node, id, level, name, code, vacant, geometry }: PlanShape): Feature {
	return { type: 'Feature', properties: { node, id, level, name, code, vacant }, geometry };
}

function labelFeature({ node, level, name, vacant, label }: PlanShape): Feature {
	return {
		type: 'Feature',
		properties: { node, level, name, vacant },
		geometry: { type: 'Point', coordinates: [...label] }
	};
}
