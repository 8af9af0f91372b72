import type { BackgroundKind } from '#domain/place/background';
import type { Bounds } from '#domain/place/coord';
import type { Drawing } from '#map/drawing';
import { highContrast } from '#map/high-contrast';
import { ORDER } from '#map/order';
import { DARK, LIGHT, type Palette } from '#map/palette';

/** Where a background is fetched: `tiles` answers `/LAYER/z/x/y` with pictures of 256 pixels. */
export interface BackgroundSource {
	readonly kind: BackgroundKind;
	readonly tiles: string;
	/** Of the district; a little more is fetched around it. */
	readonly bounds: Bounds | null;
}

const LAYERS = { vec: ['vec', 'cva'], img: ['img', 'cia'] } as const satisfies Record<
	BackgroundKind,
	readonly string[]
>;
/** Degrees; the server answers a little farther. */
const AROUND = 0.09;
const UNDER: ReadonlySet<string> = new Set(ORDER.slice(0, ORDER.indexOf('background')));

/** Another map under everything of ours, its names above the walking circles. */
export function backgroundDrawing({ kind, tiles, bounds }: BackgroundSource): Drawing {
	const [picture, names] = LAYERS[kind].map((layer) => ({
		type: 'raster' as const,
		tiles: [`${tiles}/${layer}/{z}/{x}/{y}`],
		tileSize: 256,
		minzoom: 7,
		maxzoom: 18,
		...(bounds && { bounds: widened(bounds) })
	})) as [Raster, Raster];
	const paint = kind === 'vec' ? { 'raster-saturation': -0.25 } : {};
	return {
		name: 'background',
		sources: { background: picture, 'background-names': names },
		layers: [
			{ id: 'background', type: 'raster', source: 'background', paint },
			{ id: 'background-names', type: 'raster', source: 'background-names' }
		]
	};
}

type Raster = Extract<Drawing['sources'][string], { type: 'raster' }>;

/** The colours that stand out: those of the day on a pale map, those of the night on dark images. */
export function paletteOver(kind: BackgroundKind | null, palette: Palette): Palette {
	if (!kind) return palette;
	const base = kind === 'vec' ? LIGHT : DARK;
	return palette.name.endsWith('-high') ? highContrast(base) : base;
}

/** What remains of our own paper: what shows through where a tile is missing, and no name said twice. */
export function paperUnder(base: Drawing): Drawing {
	return { ...base, layers: base.layers.filter(({ id }) => UNDER.has(id)) };
}

function widened([west, south, east, north]: Bounds): [number, number, number, number] {
	return [west - AROUND, south - AROUND, east + AROUND, north + AROUND];
}
