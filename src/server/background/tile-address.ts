import type { Bounds } from '#domain/place/coord';

/**
 * Layers of Tianditu that are offered: streets and their names, images and their names. All are WGS-84 / CGCS2000,
 * as our own data are; nothing that is shifted (GCJ-02) may ever be laid under them.
 */
export const BACKGROUND_LAYERS = ['vec', 'cva', 'img', 'cia'] as const;
export type BackgroundLayer = (typeof BACKGROUND_LAYERS)[number];

/** One square of a layer in Web Mercator, 256 pixels wide. */
export interface TileAddress {
	readonly layer: BackgroundLayer;
	readonly z: number;
	readonly x: number;
	readonly y: number;
}

const ZOOMS = { min: 7, max: 18 } as const;
const NUMBER = /^\d{1,6}$/;

/** The tile that four words of an address name; null where there is no such tile. */
export function parseTile(words: Readonly<Record<'layer' | 'z' | 'x' | 'y', string>>): TileAddress | null {
	const layer = BACKGROUND_LAYERS.find((known) => known === words.layer);
	const [z, x, y] = [words.z, words.x, words.y].map((word) => (NUMBER.test(word) ? Number(word) : -1)) as [
		number,
		number,
		number
	];
	const exists = z >= ZOOMS.min && z <= ZOOMS.max && x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z;
	return layer && exists ? { layer, z, x, y } : null;
}

/** True where a tile lies within a tenth of a degree of one of the areas: nobody uses up the day for elsewhere. */
export function isNear({ z, x, y }: TileAddress, areas: readonly Bounds[]): boolean {
	const side = 2 ** z;
	const lng = (column: number) => (column / side) * 360 - 180;
	const lat = (row: number) => (Math.atan(Math.sinh(Math.PI * (1 - (2 * row) / side))) * 180) / Math.PI;
	const [west, east, north, south] = [lng(x), lng(x + 1), lat(y), lat(y + 1)];
	const AROUND = 0.1;
	return areas.some(
		(area) => east > area[0] - AROUND && west < area[2] + AROUND && north > area[1] - AROUND && south < area[3] + AROUND
	);
}

/** The service's own address of a tile, the key in it: for the request alone, never for a log or an answer. */
export function upstreamAddress(base: string, key: string, { layer, z, x, y }: TileAddress): string {
	const asked = new URLSearchParams({
		SERVICE: 'WMTS',
		REQUEST: 'GetTile',
		VERSION: '1.0.0',
		LAYER: layer,
		STYLE: 'default',
		TILEMATRIXSET: 'w',
		FORMAT: 'tiles',
		TILEMATRIX: String(z),
		TILEROW: String(y),
		TILECOL: String(x),
		tk: key
	});
	return `${base}/${layer}_w/wmts?${asked.toString()}`;
}
