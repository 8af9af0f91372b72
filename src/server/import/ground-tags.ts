import type { GroundClass } from '#domain/place/survey';
import type { Tags } from '#domain/reach/walkability';

/** Tag values of areas by the class of ground they are drawn as, in the order they are asked. */
const AREA_CLASSES: readonly (readonly [key: string, values: string, GroundClass])[] = [
	['natural', 'water', 'water'],
	['landuse', 'reservoir basin salt_pond', 'water'],
	['waterway', 'riverbank dock', 'water'],
	['water', 'pond lake river reservoir', 'water'],
	['leisure', 'park garden golf_course nature_reserve playground pitch recreation_ground', 'green'],
	['landuse', 'forest grass meadow recreation_ground village_green cemetery allotments flowerbed', 'green'],
	['natural', 'wood scrub grassland heath wetland', 'green'],
	['landuse', 'farmland farmyard orchard vineyard greenhouse_horticulture plant_nursery', 'farmland'],
	['amenity', 'school university college kindergarten', 'school'],
	['landuse', 'education', 'school'],
	['landuse', 'industrial quarry port depot', 'industrial'],
	['man_made', 'works', 'industrial'],
	['landuse', 'commercial retail', 'commercial'],
	['landuse', 'residential', 'residential'],
	['place', 'square', 'square']
];

const WATERWAYS = new Set(['river', 'stream', 'canal', 'drain', 'ditch', 'tidal_channel']);
const RAILWAYS = new Set(['rail', 'light_rail', 'tram', 'narrow_gauge', 'monorail', 'subway']);
const WALLS = new Set(['wall', 'fence', 'city_wall', 'retaining_wall']);
const PLACES = new Set(['city', 'town', 'village', 'hamlet', 'suburb', 'quarter', 'neighbourhood', 'city_block']);

const LOOKUP: ReadonlyMap<string, GroundClass> = new Map(
	// the first row that names a pair wins, so later rows go in first
	AREA_CLASSES.toReversed().flatMap(([key, values, drawnAs]) =>
		values.split(' ').map((value) => [`${key}=${value}`, drawnAs] as const)
	)
);
const KEYS = [...new Set(AREA_CLASSES.map(([key]) => key))];

/** As what ground an area with these tags is drawn, or null. Administrative areas never are: no border is drawn from OSM. */
export function areaClass(tags: Tags): GroundClass | null {
	for (const key of KEYS) {
		const drawnAs = tags[key] === undefined ? undefined : LOOKUP.get(`${key}=${tags[key]}`);
		if (drawnAs) return drawnAs;
	}
	const isSquare = tags['highway'] === 'pedestrian' && tags['area'] !== 'no';
	return isSquare || (tags['highway'] === 'footway' && tags['area'] === 'yes') ? 'square' : null;
}

/** As what ground a line with these tags is drawn, or null. What runs in a tunnel is not on the paper. */
export function lineClass(tags: Tags): GroundClass | null {
	if (isTunnel(tags)) return null;
	if (WATERWAYS.has(tags['waterway'] ?? '')) return 'waterway';
	if (RAILWAYS.has(tags['railway'] ?? '')) return 'railway';
	return WALLS.has(tags['barrier'] ?? '') ? 'wall' : null;
}

/** Whether a node with these tags is a place with a name to print. */
export function isPlaceLabel(tags: Tags): boolean {
	return PLACES.has(tags['place'] ?? '') && Boolean(tags['name']);
}

/** Under the ground, but not merely through a house. */
export function isTunnel(tags: Tags): boolean {
	const tunnel = tags['tunnel'] ?? 'no';
	return tunnel !== 'no' && tunnel !== 'building_passage';
}

/** On a bridge. */
export function isBridge(tags: Tags): boolean {
	return (tags['bridge'] ?? 'no') !== 'no';
}
