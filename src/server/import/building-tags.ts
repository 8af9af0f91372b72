import type { BuildingKind } from '#domain/place/survey';
import type { Tags } from '#domain/reach/walkability';

/** Values of `building` that are no house one could enter, or none any more. */
const NOT_STANDING = new Set([
	'no',
	'roof',
	'ruins',
	'collapsed',
	'demolished',
	'proposed',
	'entrance',
	'wall',
	'bridge'
]);

const KINDS: readonly (readonly [BuildingKind, string])[] = [
	[
		'residential',
		`residential apartments house detached semidetached_house terrace dormitory bungalow villa farm cabin houseboat
		static_caravan`
	],
	['mixed', 'mixed mixed_use'],
	['office', 'office offices'],
	['shop', 'retail commercial supermarket shop kiosk mall hotel restaurant'],
	['school', 'school university college kindergarten'],
	['hospital', 'hospital clinic'],
	['industrial', 'industrial warehouse factory manufacture works'],
	[
		'public',
		`public civic government church chapel cathedral mosque temple monastery religious shrine synagogue library museum
		train_station station sports_hall sports_centre stadium fire_station police townhall transportation community_centre`
	]
];
const KIND_OF: ReadonlyMap<string, BuildingKind> = new Map(
	KINDS.flatMap(([kind, values]) => values.split(/\s+/).map((value) => [value, kind] as const))
);

const AMENITY_KINDS: ReadonlyMap<string, BuildingKind> = new Map([
	['school', 'school'],
	['kindergarten', 'school'],
	['college', 'school'],
	['university', 'school'],
	['hospital', 'hospital'],
	['clinic', 'hospital'],
	['townhall', 'public'],
	['police', 'public'],
	['fire_station', 'public'],
	['library', 'public'],
	['community_centre', 'public'],
	['place_of_worship', 'public'],
	['marketplace', 'shop'],
	['restaurant', 'shop'],
	['bank', 'shop']
]);

const ONE_HOUSEHOLD = new Set([
	'house',
	'detached',
	'bungalow',
	'villa',
	'farm',
	'cabin',
	'houseboat',
	'static_caravan'
]);

/** An untyped `building=yes` is taken for a dwelling above this footprint. */
const UNTYPED_DWELLING_M2 = 60;

/** Floors of a building that does not say how many it has. */
const DEFAULT_LEVELS: Readonly<Record<BuildingKind, number>> = {
	residential: 3,
	mixed: 3,
	office: 5,
	shop: 2,
	school: 3,
	hospital: 4,
	industrial: 1,
	public: 2,
	other: 1
};
const MAX_LEVELS = 200;
/** Dwellings with less ground than this have 2 floors unless they say otherwise; `apartments` of any size have 6. */
const SMALL_DWELLING_M2 = 200;
const SMALL_DWELLING_LEVELS = 2;
const APARTMENT_LEVELS = 6;

/** Share of a floor that is dwellings rather than walls and stairs, and the ground one household takes. */
const NET_SHARE = 0.8;
const M2_PER_HOUSEHOLD = 90;
/** China's census of 2020: people in a household, share of 60 and older, share of 14 and younger. */
const PEOPLE_PER_HOUSEHOLD = 2.6;
const ELDERS_SHARE = 0.187;
const CHILDREN_SHARE = 0.18;

/** Whether these tags say that a building stands there. Parts of buildings (`building:part`) are not counted twice. */
export function isBuilding(tags: Tags): boolean {
	const building = tags['building'];
	return building !== undefined && !NOT_STANDING.has(building);
}

/** The kind of a building from its tags; `footprintM2` decides what an untyped one is. */
export function buildingKind(tags: Tags, footprintM2: number): BuildingKind {
	const typed = KIND_OF.get(tags['building'] ?? '');
	const alsoShop = tags['shop'] !== undefined || tags['building:use'] === 'mixed';
	if (typed) return typed === 'residential' && alsoShop ? 'mixed' : typed;
	const used = AMENITY_KINDS.get(tags['amenity'] ?? '');
	if (used) return used;
	if (tags['office'] !== undefined) return 'office';
	if (tags['shop'] !== undefined) return 'shop';
	if (tags['tourism'] === 'hotel') return 'shop';
	if (tags['craft'] !== undefined || tags['man_made'] === 'works') return 'industrial';
	return tags['building'] === 'yes' && footprintM2 > UNTYPED_DWELLING_M2 ? 'residential' : 'other';
}

/** Floors above ground: as tagged, else what is usual for the kind and size. At least 1, at most 200. */
export function buildingLevels(tags: Tags, kind: BuildingKind, footprintM2: number): number {
	const tagged = Math.round(Number.parseFloat(tags['building:levels'] ?? ''));
	if (tagged >= 1) return Math.min(MAX_LEVELS, tagged);
	if (tags['building'] === 'apartments' || tags['building'] === 'dormitory') return APARTMENT_LEVELS;
	const isSmall = footprintM2 < SMALL_DWELLING_M2 && (kind === 'residential' || kind === 'mixed');
	return isSmall || ONE_HOUSEHOLD.has(tags['building'] ?? '') ? SMALL_DWELLING_LEVELS : DEFAULT_LEVELS[kind];
}

/** Who may live in a building: an estimate, to be marked as one wherever it is shown. */
export interface Residents {
	readonly households: number;
	readonly people: number;
	readonly elders: number;
	readonly children: number;
}

/**
 * Estimates residents: `building:flats` where tagged, one household in a single house, else
 * footprint × levels × 0.8 ÷ 90 m²; 2.6 people a household, 18.7 % of them 60 or older, 18 % under 15
 * (China's census of 2020). Buildings other than residential and mixed have none.
 */
export function estimateResidents(tags: Tags, kind: BuildingKind, footprintM2: number, levels: number): Residents {
	const lived = kind === 'residential' || kind === 'mixed';
	const households = lived ? householdsIn(tags, footprintM2, levels) : 0;
	const people = Math.round(households * PEOPLE_PER_HOUSEHOLD);
	return {
		households,
		people,
		elders: Math.round(people * ELDERS_SHARE),
		children: Math.round(people * CHILDREN_SHARE)
	};
}

function householdsIn(tags: Tags, footprintM2: number, levels: number): number {
	const flats = Number(tags['building:flats']);
	if (Number.isInteger(flats) && flats >= 1 && flats <= 5000) return flats;
	if (ONE_HOUSEHOLD.has(tags['building'] ?? '')) return 1;
	return Math.max(1, Math.round((footprintM2 * levels * NET_SHARE) / M2_PER_HOUSEHOLD));
}
