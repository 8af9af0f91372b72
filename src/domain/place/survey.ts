import type { MultiPolygon, Polygon } from 'geojson';
import type { LngLat } from '#domain/place/coord';

/**
 * A district as it was surveyed: what the demo generator draws and what an import reads, before anything is
 * stored. Ground and streets are facts; the plan is a first proposal; people stand in `TownLife`.
 */
export interface Survey {
	readonly district: SurveyDistrict;
	readonly subdistricts: readonly { readonly id: string; readonly name: string; readonly code: string }[];
	readonly communities: readonly SurveyCommunity[];
	readonly compounds: readonly SurveyCompound[];
	readonly buildings: readonly SurveyBuilding[];
	readonly ways: readonly SurveyWay[];
	readonly ground: readonly GroundFeature[];
	readonly plan: SurveyPlan;
}

export interface SurveyDistrict {
	readonly id: string;
	readonly name: string;
	readonly nameEn: string;
	readonly source: 'demo' | 'osm';
	/** Credit to print on map and exports, e.g. for OpenStreetMap; empty for the demo. */
	readonly attribution: string;
	/** True where households were computed from footprints rather than counted. */
	readonly householdsEstimated: boolean;
}

export interface SurveyCommunity {
	readonly id: string;
	readonly subdistrictId: string;
	readonly name: string;
	readonly code: string;
	readonly boundary: Polygon | MultiPolygon;
}

/** A walled estate. Walls are not walked through: only ways that pass a gate lead in. */
export interface SurveyCompound {
	readonly id: string;
	readonly communityId: string;
	readonly name: string;
	readonly boundary: Polygon;
}

export const BUILDING_KINDS = [
	'residential',
	'mixed',
	'office',
	'shop',
	'school',
	'hospital',
	'industrial',
	'public',
	'other'
] as const;
export type BuildingKind = (typeof BUILDING_KINDS)[number];

export interface SurveyBuilding {
	readonly id: string;
	readonly communityId: string;
	readonly compoundId: string | null;
	readonly name: string;
	readonly address: string;
	readonly kind: BuildingKind;
	readonly levels: number;
	readonly footprint: Polygon;
	/** Where one steps out of the building. */
	readonly door: LngLat;
	readonly estimated: boolean;
	/** At least one; a building without known units has one. Order is along the footprint's long axis. */
	readonly units: readonly SurveyUnit[];
}

export interface SurveyUnit {
	readonly id: string;
	readonly number: number;
	readonly households: number;
	readonly people: number;
	readonly elders: number;
	readonly children: number;
	readonly employees: number;
}

export type WayClass =
	| 'trunk'
	| 'primary'
	| 'secondary'
	| 'tertiary'
	| 'residential'
	| 'service'
	| 'pedestrian'
	| 'footway'
	| 'path'
	| 'steps'
	| 'track';

/** A street or path. Two ways meet where they share a node key. */
export interface SurveyWay {
	readonly class: WayClass;
	readonly name: string;
	readonly walkable: boolean;
	readonly bridge: boolean;
	readonly tunnel: boolean;
	/** Parallel arrays: a key that is equal where ways meet, and the position. */
	readonly nodeKeys: readonly number[];
	readonly line: readonly LngLat[];
	/** Nodes of this way that hold a gate, by index into `line`. */
	readonly gates: readonly { readonly index: number; readonly passable: boolean }[];
}

export type GroundClass =
	| 'water'
	| 'waterway'
	| 'green'
	| 'farmland'
	| 'industrial'
	| 'school'
	| 'residential'
	| 'commercial'
	| 'square'
	| 'railway'
	| 'wall'
	| 'label';

/** Everything on the paper that is neither building nor street. */
export interface GroundFeature {
	readonly class: GroundClass;
	readonly name: string;
	readonly geometry:
		| Polygon
		| MultiPolygon
		| { readonly type: 'LineString'; readonly coordinates: number[][] }
		| { readonly type: 'Point'; readonly coordinates: number[] };
}

export interface SurveyPlan {
	readonly id: string;
	readonly name: string;
	/** ISO date from which the plan is in force. */
	readonly effectiveFrom: string;
	readonly livingAreas: readonly {
		readonly id: string;
		readonly lineageId: string;
		readonly communityId: string;
		readonly name: string;
		readonly code: string;
	}[];
	readonly cells: readonly SurveyCell[];
}

export const CELL_KINDS = ['ordinary', 'industrial', 'mall', 'campus', 'site'] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export interface SurveyCell {
	readonly id: string;
	readonly lineageId: string;
	readonly livingAreaId: string;
	readonly name: string;
	readonly code: string;
	readonly kind: CellKind;
	readonly unitIds: readonly string[];
}
