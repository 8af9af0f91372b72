import type { MultiPolygon, Polygon } from 'geojson';
import type { LngLat, LocalPlane } from '#domain/place/coord';
import type { BoundaryFile } from '#server/import/boundary-file';
import { groundArea, holds } from '#server/import/ground-area';
import { hullArea } from '#server/import/hull-area';
import type { OsmAdminArea, OsmExtract } from '#server/import/osm-extract';
import { middleOf } from '#server/import/polygon';
import { ImportRefusal } from '#server/import/refusal';

/** Ground that becomes a community. */
export interface CommunityArea {
	readonly name: string;
	readonly code: string | null;
	readonly boundary: Polygon | MultiPolygon;
}

/** Where the communities come from. */
export type CommunitySource = 'boundary-file' | 'admin-areas' | 'around-buildings' | 'around-streets';

export interface Communities {
	readonly source: CommunitySource;
	readonly areas: readonly CommunityArea[];
}

const BUFFER_M = 60;
/** With fewer buildings than this, or fewer than one to so many streets, the buildings do not say where people live. */
const FEW_BUILDINGS = 30;
const STREETS_PER_BUILDING = 20;

/**
 * Decides on communities: the features of the boundary file; without one, the administrative areas of the most
 * local level of which at least two hold a building or street; else one around the buildings, or around the
 * streets where the file has hardly any building. Refuses a boundary that holds nothing of the file.
 */
export function communityAreas(extract: OsmExtract, boundary: BoundaryFile | null, plane: LocalPlane): Communities {
	const places = occupiedPlaces(extract);
	const inhabited = (area: { readonly boundary: Polygon | MultiPolygon }): boolean => {
		const ground = groundArea(area.boundary, plane);
		return places.some((place) => holds(ground, ...plane.toMetres(place)));
	};
	if (boundary) {
		if (!boundary.areas.some(inhabited)) throw new ImportRefusal('boundary-elsewhere', { file: boundary.file });
		return { source: 'boundary-file', areas: boundary.areas };
	}
	const local = mostLocal(extract.adminAreas.filter(inhabited));
	if (local) return { source: 'admin-areas', areas: local.map((area) => ({ ...area, code: null })) };
	return aroundEverything(extract, plane);
}

function occupiedPlaces(extract: OsmExtract): LngLat[] {
	return [
		...extract.buildings.map((building) => middleOf(building.footprint)),
		...extract.ways.flatMap((way) => way.line.slice(0, 1))
	];
}

/** The areas of the largest admin_level that occurs at least twice. */
function mostLocal(areas: readonly OsmAdminArea[]): OsmAdminArea[] | null {
	const levels = [...new Set(areas.map((area) => area.adminLevel))].sort((a, b) => b - a);
	for (const level of levels) {
		const sameLevel = areas.filter((area) => area.adminLevel === level);
		if (sameLevel.length >= 2) return sameLevel;
	}
	return null;
}

function aroundEverything(extract: OsmExtract, plane: LocalPlane): Communities {
	const count = extract.buildings.length;
	const sayLittle = count < FEW_BUILDINGS || count * STREETS_PER_BUILDING < extract.ways.length;
	const corners: LngLat[] = extract.buildings.flatMap((building) =>
		building.footprint.coordinates[0]!.map(([lng, lat]): LngLat => [lng!, lat!])
	);
	const alongStreets = sayLittle ? extract.ways.flatMap((way) => way.line) : [];
	return {
		source: sayLittle && alongStreets.length > 0 ? 'around-streets' : 'around-buildings',
		areas: [{ name: '', code: null, boundary: hullArea([...corners, ...alongStreets], plane, BUFFER_M) }]
	};
}
