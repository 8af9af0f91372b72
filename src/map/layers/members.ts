import type { FeatureCollection } from 'geojson';
import type { LngLat } from '#domain/place/coord';
import type { Drawing } from '#map/drawing';
import { BOLD } from '#map/fonts';
import type { CellLevel } from '#map/level';
import { byZoom, finestRange } from '#map/level';
import type { Palette } from '#map/palette';

/** How many members stand in a cell of one level, at its label point. */
export interface MemberSum {
	readonly node: string;
	readonly level: CellLevel;
	/** Written for the reader; empty where the number is withheld. */
	readonly text: string;
	readonly n: number;
	readonly position: LngLat;
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
	const levels = ([1, 2, 3] as const).flatMap((level) => {
		const range = finestRange(level, fixed);
		return range ? [{ level, range }] : [];
	});
	const shownLevel =
		levels.length === 1
			? levels[0]!.level
			: ['step', ['zoom'], 1, ...levels.slice(1).flatMap(({ level, range }) => [range.minzoom, level])];
	return {
		name: 'members',
		sources: { members: source },
		layers: [
			{
				id: 'members',
				type: 'symbol',
				source: 'members',
				filter: ['==', ['get', 'level'], shownLevel] as never,
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
		],
		pick: ['members'],
		images: { [`${palette.name}-member-badge`]: () => badge(palette) }
	};
}

/** A round-ended plate; MapLibre stretches it to the number. */
function badge(palette: Palette): ImageData {
	const canvas = document.createElement('canvas');
	canvas.width = canvas.height = 44;
	const context = canvas.getContext('2d')!;
	context.fillStyle = palette.member;
	context.beginPath();
	context.roundRect(2, 2, 40, 40, 14);
	context.fill();
	context.lineWidth = 2.4;
	context.strokeStyle = palette.halo;
	context.stroke();
	return context.getImageData(0, 0, 44, 44);
}
