import type { LayerSpecification } from 'maplibre-gl';
import type { Drawing } from '#map/drawing';

const SIZES = ['text-size', 'icon-size'] as const;

/**
 * The drawings with every letter and every symbol `factor` times as large, for eyes that need it. Their data are the
 * same values, so that nothing is sent to the map again.
 */
export function enlarge(drawings: readonly Drawing[], factor: number): readonly Drawing[] {
	if (factor === 1) return drawings;
	return drawings.map((drawing) => ({ ...drawing, layers: drawing.layers.map((layer) => enlarged(layer, factor)) }));
}

function enlarged(layer: LayerSpecification, factor: number): LayerSpecification {
	if (layer.type !== 'symbol') return layer;
	const layout: Record<string, unknown> = { ...layer.layout };
	// what has no size of its own has the format's: letters of 16 px, symbols as they were drawn
	if (layout['text-field'] !== undefined) layout['text-size'] ??= 16;
	if (layout['icon-image'] !== undefined) layout['icon-size'] ??= 1;
	for (const size of SIZES) if (layout[size] !== undefined) layout[size] = times(layout[size], factor);
	return { ...layer, layout } as LayerSpecification;
}

/** A size times a factor. A curve over the zoom must stay outermost, so its values are multiplied one by one. */
function times(size: unknown, factor: number): unknown {
	if (typeof size === 'number') return size * factor;
	if (!Array.isArray(size)) return size;
	if (size[0] === 'interpolate') return size.map((part, at) => (at > 3 && at % 2 === 0 ? times(part, factor) : part));
	if (size[0] === 'step') return size.map((part, at) => (at > 1 && at % 2 === 0 ? times(part, factor) : part));
	return ['*', factor, size];
}
