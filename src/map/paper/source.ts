import type { ExpressionSpecification } from 'maplibre-gl';

/** The source of the district's own tiles. */
export const PAPER = 'base';

/** Where a style layer of the paper takes its features. */
export function fromPaper(layer: string) {
	return { source: PAPER, 'source-layer': layer };
}

/** Streets that lead through a town. */
export const MAJOR: ExpressionSpecification = [
	'match',
	['get', 'class'],
	['trunk', 'primary', 'secondary'],
	true,
	false
];

/** Ways without a carriageway. */
export const ON_FOOT: ExpressionSpecification = [
	'match',
	['get', 'class'],
	['pedestrian', 'footway', 'path', 'steps', 'track'],
	true,
	false
];
