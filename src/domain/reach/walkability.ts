import type { WayClass } from '#domain/place/survey';

/**
 * The one rule of who may walk where, for import, benchmarks and questions alike. It reads OpenStreetMap tags
 * (wiki.openstreetmap.org, keys `highway`, `access`, `foot`, `sidewalk`, `area`, `barrier`, `locked`):
 *
 * | tags                                                         | on foot                                      |
 * |--------------------------------------------------------------|----------------------------------------------|
 * | every `highway` not named below                              | yes                                          |
 * | `highway` in `NEVER_WALKED`                                  | no                                           |
 * | `highway=trunk`                                              | only with `foot=yes|designated|permissive` or a sidewalk |
 * | `area=yes`                                                   | no: a square is ground, not a line           |
 * | `foot=no|private`                                            | no                                           |
 * | `access=no|private`                                          | only with `foot=yes|designated|permissive`   |
 * | `oneway`                                                     | ignored                                      |
 * | `highway=steps`                                              | yes, marked: half pace for adults, impassable on wheels |
 * | node with `barrier`                                          | passed, unless `access=no|private` or locked |
 */
export interface Walkability {
	readonly walkable: boolean;
	/** How the way is drawn; null when nothing is there to draw (planned, razed, not a street at all). */
	readonly class: WayClass | null;
	readonly steps: boolean;
}

/** OpenStreetMap tags by key. */
export type Tags = Readonly<Record<string, string | undefined>>;

const NEVER_WALKED = new Set([
	'motorway',
	'motorway_link',
	'trunk_link',
	'construction',
	'proposed',
	'raceway',
	'bus_guideway',
	'abandoned',
	'platform',
	'razed',
	'escape',
	'no'
]);

/** Values that name no street of today, so that nothing is drawn either. */
const NOTHING_THERE = new Set(['construction', 'proposed', 'abandoned', 'razed', 'platform', 'no']);

const CLASS_OF: Readonly<Record<string, WayClass>> = {
	motorway: 'trunk',
	motorway_link: 'trunk',
	trunk: 'trunk',
	trunk_link: 'trunk',
	primary: 'primary',
	primary_link: 'primary',
	secondary: 'secondary',
	secondary_link: 'secondary',
	tertiary: 'tertiary',
	tertiary_link: 'tertiary',
	residential: 'residential',
	unclassified: 'residential',
	living_street: 'residential',
	road: 'residential',
	service: 'service',
	services: 'service',
	bus_guideway: 'service',
	raceway: 'service',
	escape: 'service',
	pedestrian: 'pedestrian',
	footway: 'footway',
	corridor: 'footway',
	crossing: 'footway',
	path: 'path',
	cycleway: 'path',
	bridleway: 'path',
	steps: 'steps',
	track: 'track'
};

const INVITED = new Set(['yes', 'designated', 'permissive']);
const REFUSED = new Set(['no', 'private']);
const SIDEWALK_SIDES = new Set(['yes', 'both', 'left', 'right']);

/** Whether people may walk along a way with these tags, and as what it is drawn. */
export function walkability(tags: Tags): Walkability {
	const highway = tags['highway'];
	if (highway === undefined || NOTHING_THERE.has(highway)) return { walkable: false, class: null, steps: false };
	const drawnAs = Object.hasOwn(CLASS_OF, highway) ? CLASS_OF[highway]! : 'path';
	return { walkable: mayWalk(highway, tags), class: drawnAs, steps: highway === 'steps' };
}

function mayWalk(highway: string, tags: Tags): boolean {
	if (NEVER_WALKED.has(highway) || tags['area'] === 'yes') return false;
	const foot = tags['foot'] ?? '';
	if (REFUSED.has(foot)) return false;
	if (REFUSED.has(tags['access'] ?? '') && !INVITED.has(foot)) return false;
	return highway !== 'trunk' || INVITED.has(foot) || hasSidewalk(tags);
}

function hasSidewalk(tags: Tags): boolean {
	if (SIDEWALK_SIDES.has(tags['sidewalk'] ?? '')) return true;
	return ['sidewalk:both', 'sidewalk:left', 'sidewalk:right'].some((side) => tags[side] === 'yes');
}

/** Whether a node with these tags lets people through: everything does, but a barrier that is private or locked. */
export function nodePasses(tags: Tags): boolean {
	if (tags['barrier'] === undefined) return true;
	return !REFUSED.has(tags['access'] ?? '') && tags['locked'] !== 'yes';
}
