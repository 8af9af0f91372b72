import type { ExpressionSpecification } from 'maplibre-gl';

/** The three nested levels: community, living area, stairwell cell. */
export type CellLevel = 1 | 2 | 3;

/** The zoom at which a level appears. Below, the level above stands for it. */
export const LEVEL_ZOOM: Readonly<Record<CellLevel, number>> = { 1: 0, 2: 13.6, 3: 15.4 };

/** The finest level shown at a zoom, or the one the reader fixed. */
export function levelAt(zoom: number, fixed: CellLevel | null): CellLevel {
	if (fixed) return fixed;
	if (zoom >= LEVEL_ZOOM[3]) return 3;
	return zoom >= LEVEL_ZOOM[2] ? 2 : 1;
}

/** Zooms in which a level is the finest shown; null where the reader fixed another. */
export function finestRange(level: CellLevel, fixed: CellLevel | null): { minzoom: number; maxzoom: number } | null {
	if (fixed) return fixed === level ? { minzoom: 0, maxzoom: 24 } : null;
	return { minzoom: LEVEL_ZOOM[level], maxzoom: level === 3 ? 24 : LEVEL_ZOOM[(level + 1) as CellLevel] };
}

/** Zooms in which a level is shown at all; null where the reader fixed a coarser one. */
export function shownRange(level: CellLevel, fixed: CellLevel | null): { minzoom: number; maxzoom: number } | null {
	if (fixed) return level <= fixed ? { minzoom: 0, maxzoom: 24 } : null;
	return { minzoom: LEVEL_ZOOM[level], maxzoom: 24 };
}

/** A number that grows with zoom, as MapLibre wants it: pairs of zoom and value. */
export function byZoom(...stops: readonly (readonly [zoom: number, value: number])[]): ExpressionSpecification {
	return ['interpolate', ['linear'], ['zoom'], ...stops.flat()] as unknown as ExpressionSpecification;
}
