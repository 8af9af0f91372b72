import type { FeatureCollection } from 'geojson';
import type { LayerSpecification } from 'maplibre-gl';
import type { LngLat } from '#domain/place/coord';
import type { Drawing } from '#map/drawing';
import { BOLD } from '#map/fonts';
import type { CellLevel } from '#map/level';
import { byZoom, finestRange } from '#map/level';
import type { Palette } from '#map/palette';

/** How many members stand in a cell of one level, at its label point. */
export interface MemberMark {
	readonly node: string;
	readonly level: CellLevel;
	readonly n: number;
	readonly position: LngLat;
}

/** The same with the number as it is written for the reader. */
export interface MemberSum extends MemberMark {
	readonly text: string;
}

export function membersSource(sums: readonly MemberSum[]): FeatureCollection {
	return {
		type: 'FeatureCollection',
		features: sums.map(({ node, level, text, n, position }) => ({
			type: 'Feature',
			properties: { node, level, text, n },
			geometry: { type: 'Point', coordinates: [...position] }
		}))
	};
}

/** A quiet badge per cell of the finest level shown; a number, because a cell is as near as anybody's home may be. */
export function membersDrawing(source: FeatureCollection, fixed: CellLevel | null, palette: Palette): Drawing {
	return {
		name: 'members',
		sources: { members: source },
		layers: MEMBER_LEVELS.flatMap((level) => badges(level, fixed, palette)),
		pick: MEMBER_LEVELS.filter((level) => finestRange(level, fixed)).map((level) => `members-${level}`),
		images: { [`${palette.name}-member-badge`]: () => badge(palette) }
	};
}

const MEMBER_LEVELS: readonly CellLevel[] = [3, 2, 1];

/** One layer a level: a filter sees whole zooms only, a layer's own range is exact. */
function badges(level: CellLevel, fixed: CellLevel | null, palette: Palette): LayerSpecification[] {
	const range = finestRange(level, fixed);
	if (!range) return [];
	return [
		{
			id: `members-${level}`,
			type: 'symbol',
			source: 'members',
			...range,
			filter: ['==', ['get', 'level'], level],
			layout: {
				'icon-image': `${palette.name}-member-badge`,
				'icon-text-fit': 'both',
				'icon-text-fit-padding': [2, 6, 2, 6],
				'icon-allow-overlap': true,
				'text-allow-overlap': true,
				// the name of the cell stands between its badge and its wishes, and neither may push it away
				'icon-ignore-placement': true,
				'text-ignore-placement': true,
				'text-field': ['get', 'text'],
				'text-font': BOLD,
				'text-size': byZoom([12, 10], [17, 11.5]),
				// above the name; wishes stand below it
				'text-offset': [0, -1.9]
			},
			paint: { 'text-color': palette.onMember }
		}
	];
}

/** A round-ended plate; MapLibre stretches it to the number. */
function badge(palette: Palette): ImageData {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = 44;
	const context = canvas.getContext('2d', { willReadFrequently: true })!;
	context.fillStyle = palette.member;
	context.beginPath();
	context.roundRect(2, 2, 40, 40, 14);
	context.fill();
	context.lineWidth = 2.4;
	context.strokeStyle = palette.halo;
	context.stroke();
	return context.getImageData(0, 0, 44, 44);
}
