import type { FeatureCollection } from 'geojson';
import type { LngLat } from '#domain/place/coord';
import { CENTRE_KINDS, CENTRE_STATUSES, type CentreKind, type CentreStatus } from '#domain/reach/centre';
import type { Drawing } from '#map/drawing';
import { MEDIUM } from '#map/fonts';
import { byZoom } from '#map/level';
import type { Palette } from '#map/palette';
import { centreImage } from '#map/symbols';

export interface CentrePoint {
	readonly id: string;
	readonly name: string;
	readonly kind: CentreKind;
	readonly status: CentreStatus;
	readonly position: LngLat;
}

const SIZE_PX: Readonly<Record<CentreKind, number>> = { regional: 34, community: 28, building: 26, station: 26 };

const REGIONAL = ['match', ['get', 'kind'], 'regional', 1, 0];
const NOT_STATION = ['match', ['get', 'kind'], ['building', 'station'], 0, 1];

// the larger centre wins where two would cover each other, and an open one before one that is not
const WEIGHT: Readonly<Record<CentreKind, number>> = { regional: 0, community: 2, building: 4, station: 6 };

export function centresSource(centres: readonly CentrePoint[]): FeatureCollection {
	return {
		type: 'FeatureCollection',
		features: centres.map(({ id, name, kind, status, position }) => ({
			type: 'Feature',
			properties: { id, name, kind, status, rank: WEIGHT[kind] + (status === 'open' ? 0 : 1) },
			geometry: { type: 'Point', coordinates: [...position] }
		}))
	};
}

/** Service centres: kind by shape, status by fill, the name where there is room. */
export function centresDrawing(source: FeatureCollection, selected: string | null, palette: Palette): Drawing {
	const icon = ['concat', `${palette.name}-centre-`, ['get', 'kind'], '-', ['get', 'status']] as never;
	const symbol = {
		'icon-image': icon,
		'text-field': ['get', 'name'] as never,
		'text-font': MEDIUM,
		'text-size': 12,
		'text-anchor': 'top' as const,
		'text-offset': [0, 1.35] as [number, number],
		'text-optional': true,
		'text-max-width': 9
	};
	const text = { 'text-color': palette.label, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 };
	return {
		name: 'centres',
		sources: { centres: source },
		layers: [
			{
				id: 'centres',
				type: 'symbol',
				source: 'centres',
				filter: ['!=', ['get', 'id'], selected ?? ''],
				layout: {
					...symbol,
					'icon-size': byZoom([11, 0.55], [13, 0.8], [15, 1]),
					'icon-allow-overlap': true,
					'symbol-sort-key': ['-', 10, ['get', 'rank']],
					'symbol-z-order': 'source'
				},
				paint: {
					...text, // the nearer one looks, the smaller the centres that are named
					'text-opacity': ['step', ['zoom'], 0, 14, REGIONAL, 15, NOT_STATION, 16, 1] as never
				}
			},
			{
				id: 'centre-selected',
				type: 'symbol',
				source: 'centres',
				filter: ['==', ['get', 'id'], selected ?? ''],
				layout: {
					...symbol,
					'icon-size': 1.3,
					'text-offset': [0, 1.6],
					'icon-allow-overlap': true,
					'text-allow-overlap': true
				},
				paint: text
			}
		],
		pick: ['centre-selected', 'centres'],
		images: images(palette)
	};
}

function images(palette: Palette): Record<string, () => ImageData> {
	const made: Record<string, () => ImageData> = {};
	for (const kind of CENTRE_KINDS) {
		for (const status of CENTRE_STATUSES) {
			made[`${palette.name}-centre-${kind}-${status}`] = () => centreImage(kind, status, palette, SIZE_PX[kind]);
		}
	}
	return made;
}
