import type { Feature, FeatureCollection } from 'geojson';
import type {
	GeoJSONSource,
	LayerSpecification,
	Map as GlMap,
	SourceSpecification,
	VectorSourceSpecification,
	VectorTileSource
} from 'maplibre-gl';
import type { Drawing, DrawingSource } from '#map/drawing';
import { byOrder } from '#map/order';

/** The part of a MapLibre map that drawing needs; a test passes a recorder. */
export type Canvas = Pick<
	GlMap,
	| 'addSource'
	| 'removeSource'
	| 'getSource'
	| 'addLayer'
	| 'removeLayer'
	| 'setPaintProperty'
	| 'setLayoutProperty'
	| 'setFilter'
	| 'setLayerZoomRange'
	| 'hasImage'
	| 'addImage'
>;

/** What the canvas shows now. */
export interface Shown {
	readonly sources: ReadonlyMap<string, DrawingSource>;
	readonly layers: readonly LayerSpecification[];
}

export const NOTHING: Shown = { sources: new Map(), layers: [] };

/** Device pixels per CSS pixel in which symbols are drawn. */
export const SYMBOL_RATIO = 2;

/**
 * Makes the canvas show `drawings`, touching only what differs from `shown`. Data are compared by identity, layers
 * by value. Returns what is shown now.
 */
export function reconcile(canvas: Canvas, shown: Shown, drawings: readonly Drawing[]): Shown {
	const sources = new Map(drawings.flatMap((drawing) => Object.entries(drawing.sources)));
	const layers = drawings.flatMap((drawing) => drawing.layers).sort(byOrder);
	for (const drawing of drawings) addImages(canvas, drawing);
	const stale = shown.layers.filter((old) => mustGo(old, layers, shown.sources, sources));
	for (const layer of stale) canvas.removeLayer(layer.id);
	syncSources(canvas, shown.sources, sources);
	syncLayers(canvas, new Map(shown.layers.filter((old) => !stale.includes(old)).map((old) => [old.id, old])), layers);
	return { sources, layers };
}

function addImages(canvas: Canvas, drawing: Drawing): void {
	for (const [id, draw] of Object.entries(drawing.images ?? {})) {
		if (!canvas.hasImage(id)) canvas.addImage(id, draw(), { pixelRatio: SYMBOL_RATIO });
	}
}

function isData(source: DrawingSource | undefined): source is FeatureCollection {
	return source?.type === 'FeatureCollection';
}

/** Another archive of tiles is another source, and a layer cannot outlive its source. */
function isReplaced(old: DrawingSource, next: DrawingSource | undefined): boolean {
	if (next === undefined) return true;
	if ((isData(old) && isData(next)) || movesTiles(old, next)) return false;
	return JSON.stringify(old) !== JSON.stringify(next);
}

/** The same kind of tiles at another address: what stands is shown until the new ones have come. */
function movesTiles(
	old: DrawingSource,
	next: DrawingSource
): next is VectorSourceSpecification & { readonly tiles: string[] } {
	if (old.type !== 'vector' || next.type !== 'vector' || !old.tiles || !next.tiles) return false;
	const rest = (source: VectorSourceSpecification) => JSON.stringify({ ...source, tiles: null });
	return rest(old) === rest(next);
}

function mustGo(
	old: LayerSpecification,
	layers: readonly LayerSpecification[],
	before: ReadonlyMap<string, DrawingSource>,
	after: ReadonlyMap<string, DrawingSource>
): boolean {
	const next = layers.find((layer) => layer.id === old.id);
	if (!next || next.type !== old.type || sourceOf(next) !== sourceOf(old)) return true;
	const source = before.get(sourceOf(old));
	return source !== undefined && isReplaced(source, after.get(sourceOf(old)));
}

function sourceOf(layer: LayerSpecification): string {
	return 'source' in layer && typeof layer.source === 'string' ? layer.source : '';
}

function syncSources(
	canvas: Canvas,
	before: ReadonlyMap<string, DrawingSource>,
	after: ReadonlyMap<string, DrawingSource>
): void {
	for (const [id, old] of before) if (isReplaced(old, after.get(id))) canvas.removeSource(id);
	for (const [id, next] of after) {
		const old = before.get(id);
		if (old && !isReplaced(old, next)) {
			if (isData(old) && isData(next) && next !== old) moveData(canvas.getSource<GeoJSONSource>(id), old, next);
			if (movesTiles(old, next) && old !== next) moveTiles(canvas, id, old, next.tiles);
		} else {
			canvas.addSource(id, isData(next) ? { type: 'geojson', data: next } : (next as SourceSpecification));
		}
	}
}

/** Features that have ids of their own are compared one by one: only what differs is sent to the map's worker. */
function moveData(source: GeoJSONSource | undefined, old: FeatureCollection, next: FeatureCollection): void {
	const [before, after] = [byId(old), byId(next)];
	if (!before || !after) return void source?.setData(next);
	const add = next.features.filter((feature) => before.get(feature.id!) !== feature);
	const remove = [...before.keys()].filter((id) => !after.has(id));
	if (add.length + remove.length > 0) source?.updateData({ add, remove });
}

/** Features by id; null where there are none, or one has none, as in data that are always sent whole. */
function byId({ features }: FeatureCollection): Map<string | number, Feature> | null {
	const found = new Map(features.map((feature) => [feature.id ?? '', feature]));
	return features.length > 0 && found.size === features.length && !found.has('') ? found : null;
}

function moveTiles(canvas: Canvas, id: string, old: DrawingSource, tiles: string[]): void {
	const same = 'tiles' in old && JSON.stringify(old.tiles) === JSON.stringify(tiles);
	if (!same) canvas.getSource<VectorTileSource>(id)?.setTiles(tiles);
}

function syncLayers(
	canvas: Canvas,
	before: ReadonlyMap<string, LayerSpecification>,
	after: readonly LayerSpecification[]
): void {
	// from the top down, so that the layer above is always there to be put under
	let above: string | undefined;
	for (const layer of after.toReversed()) {
		const old = before.get(layer.id);
		if (old) updateLayer(canvas, old, layer);
		else canvas.addLayer(layer, above);
		above = layer.id;
	}
}

type Bag = Record<string, unknown> | undefined;

function updateLayer(canvas: Canvas, old: LayerSpecification, next: LayerSpecification): void {
	if (old === next) return;
	for (const [name, value] of changes(old.paint as Bag, next.paint as Bag)) {
		canvas.setPaintProperty(next.id, name as never, value as never);
	}
	for (const [name, value] of changes(old.layout as Bag, next.layout as Bag)) {
		canvas.setLayoutProperty(next.id, name as never, value as never);
	}
	const [oldFilter, filter] = [old, next].map((layer) => ('filter' in layer ? layer.filter : undefined));
	if (JSON.stringify(oldFilter) !== JSON.stringify(filter)) canvas.setFilter(next.id, filter ?? null);
	if (old.minzoom !== next.minzoom || old.maxzoom !== next.maxzoom) {
		canvas.setLayerZoomRange(next.id, next.minzoom ?? 0, next.maxzoom ?? 24);
	}
}

function* changes(old: Bag = {}, next: Bag = {}): Generator<[string, unknown]> {
	for (const name of new Set([...Object.keys(old), ...Object.keys(next)])) {
		if (JSON.stringify(old[name]) !== JSON.stringify(next[name])) yield [name, next[name]];
	}
}
