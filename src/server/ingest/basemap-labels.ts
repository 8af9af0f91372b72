import type { MultiPolygon, Polygon } from 'geojson';
import { localPlane, type LngLat } from '#domain/place/coord';
import { openRing, signedArea } from '#domain/place/ring';
import { labelPoint } from '#domain/division/label-point';
import type { GroundFeature, Survey, WayClass } from '#domain/place/survey';
import { areaM2, visibleFrom, type BasemapFeature } from '#server/ingest/basemap-features';
import { lineLengthM, pointAlong, streetRuns, type StreetRun } from '#server/ingest/street-runs';

type LabelClass = 'place' | 'compound' | 'street' | 'water' | 'park' | 'building';

/** What wins where two labels want one place: smaller goes first. */
const RANK: Readonly<Record<LabelClass, number>> = { place: 1, water: 3, park: 4, compound: 5, street: 6, building: 9 };

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
	return buildings
		.filter(({ name }) => !isAddress(name))
		.map(({ name, compoundId, footprint }) => {
			const estate = estates.get(compoundId ?? '') ?? '';
			const short = name.startsWith(estate) ? name.slice(estate.length).trim() : name;
			return areaLabel('building', short || name, footprint, 15);
		});
}

/** `Hauptstrasse 12`, `未命名楼栋 60`: what the street already says, or a running number of the import. */
function isAddress(name: string): boolean {
	return /\s\d+\s?\p{L}?$/u.test(name);
}

function groundLabel({ class: kind, name, geometry }: GroundFeature): (BasemapFeature | null)[] {
	if (name === '') return [];
	if (kind === 'label' && geometry.type === 'Point') {
		return [label('place', name, geometry.coordinates as unknown as LngLat, 10)];
	}
	if (geometry.type === 'Point') return [];
	if (kind === 'waterway' && geometry.type === 'LineString') {
		const line = geometry.coordinates as unknown as readonly LngLat[];
		return along('water', { name, class: 'path', line, lengthM: lineLengthM(line) }, 14);
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

/** One label in the middle from `minZoom` on, and more of them on the largest scale, every 400 m. */
function along(kind: LabelClass, run: StreetRun, minZoom: number): BasemapFeature[] {
	const count = Math.max(1, Math.round(run.lengthM / 400));
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
