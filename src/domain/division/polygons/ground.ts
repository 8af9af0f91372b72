import type { MultiPolygon, Polygon } from 'geojson';
import type { LngLat } from '#domain/place/coord';

/** A building that polygons are laid on. */
export interface GroundBuilding {
	readonly name: string;
	readonly door: LngLat;
	readonly footprint: Polygon;
	/** Its stairwell units, in order along the long axis of the footprint. */
	readonly units: readonly GroundUnit[];
}

export interface GroundUnit {
	/** Place in the district's parcels artefact; in a survey that is not stored, any number of its own. */
	readonly ordinal: number;
	readonly households: number;
}

/** The ground that polygons are compared with. */
export interface PolygonGround {
	/** Of the community that is divided; of several, all of them. */
	readonly boundary: Polygon | MultiPolygon;
	readonly buildings: readonly GroundBuilding[];
}
