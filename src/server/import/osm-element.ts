import type { Tags } from '#domain/reach/walkability';

/** The three kinds of things in an OpenStreetMap file (wiki.openstreetmap.org/wiki/Elements). */
export type ElementKind = 'node' | 'way' | 'relation';

export interface OsmMember {
	readonly kind: ElementKind;
	readonly id: number;
	readonly role: string;
}

/**
 * Who hears the elements of a file, in the file's order. A reader skips what `wants` leaves out. Tags hold only
 * the keys of `keepsKey`; null means that none is left.
 */
export interface OsmSink {
	readonly wants: ReadonlySet<ElementKind>;
	/** Longitude and latitude in degrees, WGS-84, in range. */
	node(id: number, lng: number, lat: number, tags: Tags | null): void;
	way(id: number, refs: readonly number[], tags: Tags | null): void;
	relation(id: number, members: readonly OsmMember[], tags: Tags | null): void;
}

const KEPT_KEYS = new Set(
	`access addr:city addr:full addr:housename addr:housenumber addr:place addr:street admin_level amenity area barrier
	boundary bridge building building:flats building:levels building:use craft entrance foot gated_community highway
	landuse layer leisure locked man_made name name:en name:zh natural office place railway ref residential service shop
	sidewalk sidewalk:both sidewalk:left sidewalk:right tourism tunnel type water waterway`.split(/\s+/)
);

/** Whether an import reads this tag at all: the rest is left in the file, which saves most of the memory. */
export function keepsKey(key: string): boolean {
	return KEPT_KEYS.has(key);
}

/** An id that JavaScript counts exactly. OpenStreetMap is at 2^34; the format allows 2^63. */
export function isExactId(id: number): boolean {
	return Number.isSafeInteger(id);
}

/** Whether a position lies on the globe. Also false for NaN. */
export function isOnGlobe(lng: number, lat: number): boolean {
	return Math.abs(lng) <= 180 && Math.abs(lat) <= 90;
}
