import type { MultiPolygon, Polygon } from 'geojson';
import { localPlane, type LngLat } from '#domain/place/coord';
import { openRing, signedArea } from '#domain/place/ring';
import { labelPoint } from '#domain/division/label-point';
import type { GroundFeature, Survey, WayClass } from '#domain/place/survey';
import { areaM2, visibleFrom, type BasemapFeature } from '#server/ingest/basemap-features';
import { lineLengthM, pointAlong, streetRuns, type StreetRun } from '#server/ingest/street-runs';

type LabelClass = 'place' | 'compound' | 'street' | 'water' | 'park' | 'building' | 'number';

/** What wins where two labels want one place: smaller goes first. */
const RANK: Readonly<Record<LabelClass, number>> = {
	place: 1,
	water: 3,
	park: 4,
	compound: 5,
	street: 6,
	building: 9,
	number: 12
};

/** Streets that are named early, with the zoom of their first label. */
const STREET_LABEL_ZOOM: Readonly<Partial<Record<WayClass, number>>> = {
	trunk: 12,
	primary: 12,
	secondary: 13,
	tertiary: 13
};

/** Words on the map as points: a label of a tiled polygon or line would come again in every tile. */
export function basemapLabels(survey: Survey): BasemapFeature[] {
	return [
		...survey.ground.flatMap(groundLabel),
		...survey.compounds.map(({ name, boundary }) => areaLabel('compound', name, boundary, 14)),
		...streetRuns(survey.ways).flatMap(streetLabels),
		...buildingLabels(survey)
	].filter((label) => label !== null);
}

/** Within an estate its own name goes without saying: `4号楼`, not `金穗小区4号楼`. */
function buildingLabels({ buildings, compounds }: Survey): (BasemapFeature | null)[] {
	const estates = new Map(compounds.map(({ id, name }) => [id, name]));
	return buildings.flatMap(({ name, compoundId, footprint, address, door }) => {
		const number = houseNumber(address);
		if (isAddress(name)) return areaLabel('number', number, footprint, 15);
		const own = number && name.startsWith(address) ? name.slice(address.length).trim() : name;
		// a house that is called by its number alone has it in the middle, any other beside its door
		if (own === '' || YARD.test(own)) return areaLabel('number', number + own, footprint, 15);
		const estate = estates.get(compoundId ?? '') ?? '';
		const short = own.startsWith(estate) ? own.slice(estate.length).trim() : own;
		const title = areaLabel('building', short || own, footprint, 15);
		return number ? [title, label('number', number, door, 15)] : title;
	});
}

/** `院` behind a number is a kind of house, not a name. */
const YARD = /^院$/u;

/** `Hauptstrasse 12`, `未命名楼栋 60`: what the street already says, or a running number of the import. */
function isAddress(name: string): boolean {
	return /\s\d+\s?\p{L}?$/u.test(name);
}

/** `Hauptstrasse 12a` → `12a`, `磨坊巷14号院` → `14号院`; empty where there is none: a running number of the import is no address. */
function houseNumber(address: string): string {
	return /(?:^|[\s\p{L}])(\d{1,4}\s?(?:[a-zA-Z]|号院?)?)$/u.exec(address.trim())?.[1]?.replace(/\s/g, '') ?? '';
}

function groundLabel({ class: kind, name, geometry }: GroundFeature): (BasemapFeature | null)[] {
	if (name === '') return [];
	if (kind === 'label' && geometry.type === 'Point') {
		return [label('place', name, geometry.coordinates as unknown as LngLat, 10)];
	}
	if (geometry.type === 'Point') return [];
	if (kind === 'waterway' && geometry.type === 'LineString') {
		const line = geometry.coordinates as unknown as readonly LngLat[];
		return along('water', { name, class: 'path', line, lengthM: lineLengthM(line) }, 14, 1_200);
	}
	if (geometry.type === 'LineString') return [];
	const from = visibleFrom(areaM2(geometry), 2500);
	if (kind === 'water') return [areaLabel('water', name, geometry, from)];
	return kind === 'green' || kind === 'square' ? [areaLabel('park', name, geometry, Math.max(13, from))] : [];
}

function areaLabel(
	kind: LabelClass,
	name: string,
	area: Polygon | MultiPolygon,
	minZoom: number
): BasemapFeature | null {
	if (name === '') return null;
	const polygons = area.type === 'Polygon' ? [area.coordinates] : area.coordinates;
	const wound = polygons.map((rings) =>
		rings.map(openRing).map((ring, index) => (signedArea(ring) > 0 === (index === 0) ? ring : ring.toReversed()))
	);
	const at = labelPoint(wound);
	return at && label(kind, name, at, minZoom);
}

function streetLabels(run: StreetRun): BasemapFeature[] {
	return along('street', run, STREET_LABEL_ZOOM[run.class] ?? 14);
}

/** One label in the middle from `minZoom` on, and more of them on the largest scale, every `everyM` metres. */
function along(kind: LabelClass, run: StreetRun, minZoom: number, everyM = 400): BasemapFeature[] {
	const count = Math.max(1, Math.round(run.lengthM / everyM));
	const middle = count >> 1;
	const zoom = run.lengthM < 120 ? 15 : minZoom;
	return Array.from({ length: count }, (_, k) => {
		const at = ((k + 0.5) / count) * run.lengthM;
		const [from, to] = [pointAlong(run.line, at - 30), pointAlong(run.line, at + 30)];
		const place = pointAlong(run.line, at);
		return label(kind, run.name, place, k === middle ? zoom : Math.max(zoom, 15), uprightAngle(from, to));
	});
}

/** Degrees clockwise from east, turned so that the words do not stand on their heads. */
function uprightAngle(from: LngLat, to: LngLat): number {
	const [x, y] = localPlane(from).toMetres(to);
	const angle = Math.round((-Math.atan2(y, x) * 180) / Math.PI);
	if (angle > 90) return angle - 180;
	return angle <= -90 ? angle + 180 : angle;
}

function label(kind: LabelClass, name: string, at: LngLat, minZoom: number, angle?: number): BasemapFeature {
	return {
		layer: 'labels',
		minZoom: Math.min(15, minZoom),
		feature: {
			type: 'Feature',
			geometry: { type: 'Point', coordinates: [...at] },
			properties: { class: kind, name, rank: RANK[kind], ...(angle !== undefined && angle !== 0 && { angle }) }
		}
	};
}
