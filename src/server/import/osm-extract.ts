import type { MultiPolygon, Polygon } from 'geojson';
import type { LngLat } from '#domain/place/coord';
import type { GroundFeature, SurveyWay } from '#domain/place/survey';
import type { Tags } from '#domain/reach/walkability';

/** What an import takes from an OpenStreetMap file, before it is made into a district. */
export interface OsmExtract {
	/** Streets and paths, walkable or not; node keys are OSM node ids. */
	readonly ways: readonly SurveyWay[];
	readonly buildings: readonly OsmBuilding[];
	readonly ground: readonly GroundFeature[];
	/** Walled estates. */
	readonly estates: readonly OsmEstate[];
	/** Administrative areas that are whole in the file. Never drawn. */
	readonly adminAreas: readonly OsmAdminArea[];
	readonly stats: OsmStats;
}

export interface OsmBuilding {
	readonly tags: Tags;
	readonly footprint: Polygon;
	/** Tagged entrances on the footprint, the main one first. */
	readonly entrances: readonly LngLat[];
}

export interface OsmEstate {
	readonly name: string;
	readonly boundary: Polygon;
}

export interface OsmAdminArea {
	readonly name: string;
	/** 1 … 11, larger is more local. */
	readonly adminLevel: number;
	readonly boundary: Polygon | MultiPolygon;
}

/** Counts of one reading. References dangle where what they name is not in the file. */
export interface OsmStats {
	readonly nodes: number;
	readonly ways: number;
	readonly relations: number;
	readonly wayRefs: number;
	readonly danglingRefs: number;
	readonly relationMembers: number;
	readonly danglingMembers: number;
	/** Relations whose rings do not close, left out. */
	readonly openRelations: number;
	/** Closed ways of interest that miss nodes or enclose nothing, left out. */
	readonly brokenAreas: number;
	readonly walkableWays: number;
	/** Nodes with a gate or another barrier on a street, and how many of them let nobody pass. */
	readonly gates: number;
	readonly closedGates: number;
}
