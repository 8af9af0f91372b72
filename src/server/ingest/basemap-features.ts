import type { Feature, Geometry, Polygon, MultiPolygon } from 'geojson';
import { localPlane, type LngLat } from '#domain/place/coord';
import { signedArea, type Ring } from '#domain/place/ring';
import type { GroundClass, GroundFeature, Survey, SurveyBuilding, SurveyWay, WayClass } from '#domain/place/survey';

/** Layers of the base map, with the properties that their features may carry. */
export const BASEMAP_FIELDS = {
	landuse: { class: 'String', name: 'String' },
	green: { name: 'String' },
	water: { class: 'String', name: 'String' },
	compounds: { name: 'String' },
	rail: { name: 'String' },
	streets: { class: 'String', name: 'String', bridge: 'Boolean', tunnel: 'Boolean', walkable: 'Boolean' },
	walls: {},
	buildings: { o: 'Number', kind: 'String', levels: 'Number' },
	labels: { class: 'String', name: 'String', rank: 'Number', angle: 'Number' }
} as const satisfies Readonly<Record<string, Readonly<Record<string, 'String' | 'Number' | 'Boolean'>>>>;

export type BasemapLayer = keyof typeof BASEMAP_FIELDS;

/** Something drawn on the base map from `minZoom` on. */
export interface BasemapFeature {
	readonly layer: BasemapLayer;
	readonly minZoom: number;
	readonly feature: Feature;
}

export const BASEMAP_ZOOMS = { min: 8, max: 15 } as const;

/** The first zoom of each kind of street: a quiet small scale, every path on the large one. */
const STREET_ZOOM: Readonly<Record<WayClass, number>> = {
	trunk: 8,
	primary: 8,
	secondary: 10,
	tertiary: 12,
	residential: 13,
	pedestrian: 13,
	service: 14,
	track: 14,
	footway: 14,
	path: 14,
	steps: 14
};

/** Where a class of ground is drawn; labels have a place of their own (basemap-labels.ts). */
const GROUND_LAYER: Readonly<Record<Exclude<GroundClass, 'label'>, BasemapLayer>> = {
	water: 'water',
	waterway: 'water',
	green: 'green',
	farmland: 'landuse',
	industrial: 'landuse',
	school: 'landuse',
	residential: 'landuse',
	commercial: 'landuse',
	square: 'landuse',
	railway: 'rail',
	wall: 'walls'
};

/** Everything on the paper but words, from the survey; buildings are numbered in the survey's order (`o`). */
export function basemapFeatures(survey: Survey): BasemapFeature[] {
	return [
		...survey.ground.flatMap((ground) => groundFeature(ground)),
		...survey.compounds.map(({ name, boundary }) => ({
			layer: 'compounds' as const,
			minZoom: 12,
			feature: feature(boundary, { name })
		})),
		...survey.ways.map(wayFeature),
		...survey.buildings.map(buildingFeature)
	];
}

function groundFeature({ class: kind, name, geometry }: GroundFeature): BasemapFeature[] {
	if (kind === 'label') return [];
	const layer = GROUND_LAYER[kind];
	if (geometry.type === 'Point') return [];
	const properties =
		layer === 'landuse' || layer === 'water' ? { class: kind, name } : layer === 'walls' ? {} : { name };
	return [{ layer, minZoom: groundZoom(kind, geometry), feature: feature(geometry, properties) }];
}

function groundZoom(kind: GroundClass, geometry: Exclude<GroundFeature['geometry'], { type: 'Point' }>): number {
	if (geometry.type !== 'LineString') return visibleFrom(areaM2(geometry), kind === 'water' ? 8 : 24);
	if (kind === 'railway') return 10;
	return kind === 'waterway' ? 12 : 15;
}

function wayFeature(way: SurveyWay): BasemapFeature {
	const { class: kind, name, bridge, tunnel, walkable } = way;
	return {
		layer: 'streets',
		minZoom: STREET_ZOOM[kind],
		feature: feature(
			{ type: 'LineString', coordinates: way.line.map(([lng, lat]) => [lng, lat]) },
			// What is usual is not said: most streets have no bridge, and one can walk there.
			{ class: kind, name, ...(bridge && { bridge }), ...(tunnel && { tunnel }), ...(!walkable && { walkable }) }
		)
	};
}

function buildingFeature({ footprint, kind, levels }: SurveyBuilding, o: number): BasemapFeature {
	const minZoom = Math.max(13, Math.min(15, visibleFrom(areaM2(footprint), 6)));
	return { layer: 'buildings', minZoom, feature: feature(footprint, { o, kind, levels }) };
}

function feature(geometry: Geometry, properties: Readonly<Record<string, unknown>>): Feature {
	const told = Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''));
	return { type: 'Feature', geometry, properties: told };
}

/** Area in m², holes taken off. */
export function areaM2(geometry: Polygon | MultiPolygon): number {
	const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
	const first = polygons[0]?.[0]?.[0];
	if (!first) return 0;
	const [x, y] = localPlane(first as unknown as LngLat).toMetres([first[0]! + 1, first[1]! + 1]);
	let degrees = 0;
	for (const rings of polygons) {
		rings.forEach((ring, index) => {
			degrees += (index === 0 ? 1 : -1) * Math.abs(signedArea(ring as unknown as Ring));
		});
	}
	return degrees * x * y;
}

/** The first zoom at which an area covers as many pixels as asked (MapLibre's tiles are 512 pixels wide). */
export function visibleFrom(area: number, pixels: number): number {
	const metresPerPixelAtZoom0 = 78271.5;
	const zoom = Math.ceil(Math.log2(metresPerPixelAtZoom0 / Math.sqrt(Math.max(area, 1e-6) / pixels)));
	return Math.max(BASEMAP_ZOOMS.min, Math.min(BASEMAP_ZOOMS.max, zoom));
}
