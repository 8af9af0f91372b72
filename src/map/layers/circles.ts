import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { Drawing } from '#map/drawing';
import { byZoom } from '#map/level';
import type { Palette } from '#map/palette';

/** One tier of a walking circle: the ground reached, and the straight-line disc of the same time. */
export interface CircleTier {
	readonly minutes: number;
	readonly reached: Polygon | MultiPolygon;
	readonly disc: Polygon | MultiPolygon | null;
}

/** Tiers as sources, widest first, so that the nearer lies on top. */
export function circlesSource(tiers: readonly CircleTier[]): FeatureCollection {
	const widestFirst = tiers.toSorted((a, b) => b.minutes - a.minutes);
	return {
		type: 'FeatureCollection',
		features: widestFirst.flatMap(({ minutes, reached, disc }) => {
			const feature = (part: string, geometry: Polygon | MultiPolygon): Feature => ({
				type: 'Feature',
				properties: { part, minutes },
				geometry
			});
			return disc ? [feature('reached', reached), feature('disc', disc)] : [feature('reached', reached)];
		})
	};
}

/**
 * Walking circles of the selected centre: one hue, tiers by lightness because they overlay; the chosen tier's edge
 * is strong, and the straight disc of the same time a thin dashed ring beside the real shape.
 */
export function circlesDrawing(source: FeatureCollection, minutes: number, palette: Palette): Drawing {
	const chosen = ['==', ['get', 'minutes'], minutes] as never;
	return {
		name: 'circles',
		sources: { circles: source },
		layers: [
			{
				id: 'circle-fill',
				type: 'fill',
				source: 'circles',
				filter: ['==', ['get', 'part'], 'reached'],
				paint: { 'fill-color': palette.circle, 'fill-opacity': 0.15, 'fill-antialias': false }
			},
			{
				id: 'circle-edge',
				type: 'line',
				source: 'circles',
				filter: ['==', ['get', 'part'], 'reached'],
				layout: { 'line-join': 'round' },
				paint: {
					'line-color': palette.circle,
					'line-width': ['case', chosen, 2.2, 0.9],
					'line-opacity': ['case', chosen, 0.95, 0.6]
				}
			},
			{
				id: 'circle-disc',
				type: 'line',
				source: 'circles',
				filter: ['all', ['==', ['get', 'part'], 'disc'], chosen],
				paint: { 'line-color': palette.disc, 'line-width': byZoom([11, 1], [16, 1.4]), 'line-dasharray': [4, 4] }
			}
		]
	};
}
