import type { FeatureCollection } from 'geojson';
import type { LngLat } from '#domain/place/coord';
import type { Drawing } from '#map/drawing';
import { EMPTY } from '#map/drawing';
import type { Palette } from '#map/palette';
import { pinImage } from '#map/symbols';

const PIN_PX = 36;

/** A pin at the door of what was chosen: a building, or a member's home. */
export function placeDrawing(position: LngLat | null, palette: Palette): Drawing {
	return {
		name: 'place',
		sources: { place: position ? placeSource(position) : EMPTY },
		layers: [
			{
				id: 'place-pin',
				type: 'symbol',
				source: 'place',
				layout: {
					'icon-image': `${palette.name}-pin`,
					'icon-anchor': 'bottom',
					'icon-allow-overlap': true,
					'icon-ignore-placement': true
				}
			}
		],
		images: { [`${palette.name}-pin`]: () => pinImage(palette, PIN_PX) }
	};
}

function placeSource(position: LngLat): FeatureCollection {
	return {
		type: 'FeatureCollection',
		features: [{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [...position] } }]
	};
}
