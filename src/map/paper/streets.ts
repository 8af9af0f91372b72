import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { byZoom } from '#map/level';
import { fromPaper, MAJOR, ON_FOOT } from '#map/paper/source';
import type { Palette } from '#map/palette';

/** Width of the carriageway in pixels; trunk and primary streets are told by width, not by colour. */
function width(extra: number): ExpressionSpecification {
	const at = (trunk: number, primary: number, secondary: number, tertiary: number, rest: number, service: number) =>
		[
			'match',
			['get', 'class'],
			'trunk',
			trunk + extra,
			'primary',
			primary + extra,
			'secondary',
			secondary + extra,
			'tertiary',
			tertiary + extra,
			'residential',
			rest + extra,
			service + extra
		] as unknown as ExpressionSpecification;
	return [
		'interpolate',
		['exponential', 1.5],
		['zoom'],
		11,
		at(1.6, 1.3, 1, 0.6, 0.2, 0),
		14,
		at(5.2, 4.4, 3.6, 2.6, 1.6, 0.8),
		16,
		at(13, 11.5, 10, 8, 6, 3.4),
		18,
		at(44, 40, 34, 26, 20, 13),
		20,
		at(140, 128, 108, 84, 66, 42)
	] as unknown as ExpressionSpecification;
}

/** Streets with their casings, bridges above, paths, rails. */
export function paperStreets(palette: Palette): LayerSpecification[] {
	const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
	const carriage: ExpressionSpecification = ['!', ON_FOOT];
	const colour: ExpressionSpecification = ['case', MAJOR, palette.streetMajor, palette.street];
	const casing: ExpressionSpecification = ['case', MAJOR, palette.casingMajor, palette.casing];
	const bridge: ExpressionSpecification = ['==', ['get', 'bridge'], true];
	const tunnel: ExpressionSpecification = ['==', ['get', 'tunnel'], true];
	const plain: ExpressionSpecification = ['all', carriage, ['!', bridge], ['!', tunnel]];
	const street = (id: string, filter: ExpressionSpecification, paint: object): LayerSpecification => ({
		id,
		type: 'line',
		...fromPaper('streets'),
		filter,
		layout: id.startsWith('bridges-') ? { ...round, 'line-cap': 'butt' } : round,
		paint
	});
	return [
		{
			...street('tunnels', ['all', carriage, tunnel], {
				'line-color': casing,
				'line-gap-width': width(0),
				'line-width': 1.2,
				'line-dasharray': [3, 2]
			}),
			minzoom: 13
		} as LayerSpecification,
		street('streets-casing', plain, { 'line-color': casing, 'line-width': width(1.6) }),
		street('streets', plain, { 'line-color': colour, 'line-width': width(0) }),
		street('bridges-casing', ['all', carriage, bridge], { 'line-color': casing, 'line-width': width(3) }),
		street('bridges', ['all', carriage, bridge], { 'line-color': colour, 'line-width': width(0) }),
		{
			...street('paths-casing', ON_FOOT, {
				'line-color': palette.casing,
				'line-width': byZoom([15.5, 0], [16, 2], [18, 5]),
				'line-opacity': 0.45
			}),
			minzoom: 15.5
		} as LayerSpecification,
		{
			...street('paths', ON_FOOT, {
				'line-color': palette.path,
				'line-width': byZoom([14, 0.6], [16, 1.1], [18, 2.4]),
				'line-dasharray': [2.5, 1.8]
			}),
			minzoom: 14
		} as LayerSpecification,
		{
			id: 'rail',
			type: 'line',
			...fromPaper('rail'),
			paint: { 'line-color': palette.rail, 'line-width': byZoom([11, 0.6], [16, 1.6]) }
		},
		{
			id: 'rail-ties',
			type: 'line',
			...fromPaper('rail'),
			minzoom: 14,
			paint: {
				'line-color': palette.rail,
				'line-width': byZoom([14, 2.5], [16, 6], [18, 9]),
				'line-dasharray': [0.2, 2.2]
			}
		}
	];
}
