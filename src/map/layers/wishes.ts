import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { LngLat } from '#domain/place/coord';
import { WISH_KINDS, type WishKind } from '#domain/wishes/wish';
import type { Drawing } from '#map/drawing';
import { BOLD } from '#map/fonts';
import type { CellLevel } from '#map/level';
import { byZoom, finestRange, LEVEL_ZOOM } from '#map/level';
import type { Palette } from '#map/palette';
import { wishImage } from '#map/symbols';

/** Wishes of one kind in one cell of one level: the cell is all the position the public gets. */
export interface WishSum {
	readonly node: string;
	readonly level: CellLevel;
	readonly kind: WishKind;
	readonly n: number;
	/** The one wish it stands for, where n is 1. */
	readonly wish: string | null;
	readonly position: LngLat;
}

/** A wish whose door the caller may know. */
export interface WishPoint {
	readonly wish: string;
	readonly kind: WishKind;
	readonly position: LngLat;
}

export interface WishSources {
	readonly sums: FeatureCollection;
	readonly doors: FeatureCollection;
}

/** Symbols of one cell stand in a row, in the order of kinds. */
export function wishSources(sums: readonly WishSum[], doors: readonly WishPoint[]): WishSources {
	const rows = Map.groupBy(sums, (sum) => `${sum.level} ${sum.node}`);
	return {
		sums: {
			type: 'FeatureCollection',
			features: [...rows.values()].flatMap((row) =>
				row
					.toSorted((a, b) => WISH_KINDS.indexOf(a.kind) - WISH_KINDS.indexOf(b.kind))
					.map(({ node, level, kind, n, wish, position }, place) => ({
						type: 'Feature' as const,
						properties: { node, level, kind, n, wish, place: place - (row.length - 1) / 2 },
						geometry: { type: 'Point' as const, coordinates: [...position] }
					}))
			)
		},
		doors: wishPointsSource(doors)
	};
}

export function wishPointsSource(points: readonly WishPoint[]): FeatureCollection {
	return {
		type: 'FeatureCollection',
		features: points.map(({ wish, kind, position }) => ({
			type: 'Feature',
			properties: { wish, kind },
			geometry: { type: 'Point', coordinates: [...position] }
		}))
	};
}

export interface WishesShown {
	readonly sources: WishSources;
	/** The chosen wish where its place is known, whatever its state. */
	readonly chosen: FeatureCollection;
	readonly fixed: CellLevel | null;
	/** The letter on each symbol, in the reader's language. */
	readonly letters: Readonly<Record<WishKind, string>>;
}

const SIZE_PX = 24;

/** Open wishes: shape, colour and letter by kind, with their number beside it; doors only for who may know them. */
export function wishesDrawing(shown: WishesShown, palette: Palette): Drawing {
	const image = `${palette.name}-wish-${shown.letters.goods}-`;
	const icon = ['concat', image, ['get', 'kind']] as never;
	return {
		name: 'wishes',
		sources: { wishes: shown.sources.sums, 'wishes-doors': shown.sources.doors, 'wish-chosen': shown.chosen },
		layers: [
			...WISH_LEVELS.flatMap((level) => sums(level, shown.fixed, icon, palette)),
			{
				id: 'wishes-door',
				type: 'symbol',
				source: 'wishes-doors',
				// below, they are part of the sums
				minzoom: LEVEL_ZOOM[3],
				layout: { 'icon-image': icon, 'icon-size': 0.85, 'icon-allow-overlap': true }
			},
			{
				id: 'wish-selected',
				type: 'symbol',
				source: 'wish-chosen',
				layout: { 'icon-image': icon, 'icon-size': 1.35, 'icon-allow-overlap': true }
			}
		],
		pick: [
			'wish-selected',
			'wishes-door',
			...WISH_LEVELS.filter((level) => finestRange(level, shown.fixed)).map((level) => `wishes-${level}`)
		],
		images: Object.fromEntries(
			WISH_KINDS.map((kind) => [`${image}${kind}`, () => wishImage(kind, shown.letters[kind], palette, SIZE_PX)])
		)
	};
}

const WISH_LEVELS: readonly CellLevel[] = [3, 2, 1];

/** Where the symbols of a cell stand by their place in its row; `left` and `right` are two places away from the middle. */
function inRow(left: [number, number], right: [number, number]): ExpressionSpecification {
	return ['interpolate', ['linear'], ['get', 'place'], -2, ['literal', left], 2, ['literal', right]];
}

/** One layer a level: a filter sees whole zooms only, a layer's own range is exact. */
function sums(
	level: CellLevel,
	fixed: CellLevel | null,
	icon: ExpressionSpecification,
	palette: Palette
): LayerSpecification[] {
	const range = finestRange(level, fixed);
	if (!range) return [];
	return [
		{
			id: `wishes-${level}`,
			type: 'symbol',
			source: 'wishes',
			...range,
			filter: ['==', ['get', 'level'], level],
			layout: {
				'icon-image': icon,
				'icon-size': byZoom([11, 0.7], [14, 0.9], [17, 1]),
				'icon-offset': inRow([-64, 26], [64, 26]),
				'icon-allow-overlap': true,
				'icon-ignore-placement': true,
				'text-field': ['case', ['>', ['get', 'n'], 1], ['to-string', ['get', 'n']], ''],
				'text-font': BOLD,
				'text-size': 11,
				'text-offset': inRow([-4.6, 3.2], [5.8, 3.2]),
				'text-allow-overlap': true,
				'text-ignore-placement': true
			},
			paint: { 'text-color': palette.label, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 }
		}
	];
}
