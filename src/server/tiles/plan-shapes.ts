import type { MultiPolygon, Polygon } from 'geojson';
import { labelPoint } from '#domain/division/label-point';
import { cellOutlines, mapCells, openTopology, type Outline } from '#domain/division/outline';
import type { ParcelTopology } from '#domain/division/parcel-topology';
import type { PlanGround, PlanPlace } from '#domain/division/plan-ground';
import type { LngLat } from '#domain/place/coord';
import { openRing, signedArea } from '#domain/place/ring';

/** A node of a plan with its outline and the place of its name. */
export interface PlanShape extends PlanPlace {
	readonly level: 1 | 2 | 3;
	/** The node above; null for communities. */
	readonly parent: string | null;
	readonly geometry: Polygon | MultiPolygon;
	readonly label: LngLat;
}

/**
 * The shapes of all communities, living areas and stairwell cells; those without ground are left out.
 *
 * @param parcels bytes of the parcels artefact, null where there is none.
 * @throws SyntaxError or TypeError on other bytes
 */
export function planShapes(ground: PlanGround, parcels: Uint8Array | null): PlanShape[] {
	const communities = ground.communities.flatMap(({ boundary, ...place }): PlanShape[] => {
		const label = labelOf(boundary);
		return label ? [{ ...place, level: 1, parent: null, geometry: boundary, label }] : [];
	});
	if (!parcels) return communities;
	const topology = openTopology(JSON.parse(new TextDecoder().decode(parcels)) as ParcelTopology);
	const { areas, cells, units } = ground;
	const areaOfCell = cells.map(({ area }) => area);
	const areaOutlines = cellOutlines(topology, mapCells(units, areaOfCell), areas.length);
	const cellShapes = cellOutlines(topology, units, cells.length);
	return [
		...communities,
		...areas.flatMap(({ community, ...place }, index) => shaped(place, 2, community, areaOutlines[index])),
		...cells.flatMap(({ area, ...place }, index) => shaped(place, 3, areas[area]?.node, cellShapes[index]))
	];
}

function shaped(place: PlanPlace, level: 2 | 3, parent: string | undefined, outline: Outline | undefined): PlanShape[] {
	if (!outline?.labelPoint || parent === undefined) return [];
	return [{ ...place, level, parent, geometry: outline.geometry, label: outline.labelPoint }];
}

function labelOf(boundary: Polygon | MultiPolygon): LngLat | null {
	const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
	return labelPoint(
		polygons.map((rings) =>
			rings.map(openRing).map((ring, index) => (signedArea(ring) > 0 === (index === 0) ? ring : ring.toReversed()))
		)
	);
}
