import type { MultiPolygon, Polygon } from 'geojson';
import type { LngLat } from '#domain/place/coord';

/** A community, living area or stairwell cell of a plan by name. */
export interface PlanPlace {
	/** Community id, or lineage id of a cell. */
	readonly node: string;
	/** Cell id of the plan; of a community its own id. */
	readonly id: string;
	readonly name: string;
	readonly code: string;
	/** Nobody is responsible for it. */
	readonly vacant: boolean;
}

/** What the map of a plan is made from, beside the ground of each unit. */
export interface PlanGround {
	/** Hash of the parcels artefact; null where the district has none. */
	readonly parcels: string | null;
	readonly communities: readonly (PlanPlace & { readonly boundary: Polygon | MultiPolygon })[];
	readonly areas: readonly (PlanPlace & { readonly community: string })[];
	/** `area` is an index into `areas`. */
	readonly cells: readonly (PlanPlace & { readonly area: number })[];
	/** By ordinal of the unit: index into `cells`, -1 where unassigned. */
	readonly units: readonly number[];
}

/** Where a node of a plan stands: its level, what is above it, the place of its name. */
export interface PlanPoint {
	readonly node: string;
	readonly level: 1 | 2 | 3;
	/** Null for communities. */
	readonly parent: string | null;
	readonly label: LngLat;
}
