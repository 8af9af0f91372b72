import type { FeatureCollection, MultiPolygon } from 'geojson';
import { quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import type { GeometryCollection, Topology } from 'topojson-specification';

/** What the artefact says about a unit: its ordinal and that of its building (both count from 0). */
export interface ParcelProperties {
	readonly o: number;
	readonly b: number;
}

/** The parcels of a district with every line between two of them stored once; units stand in order of ordinal. */
export type ParcelTopology = Topology<{ units: GeometryCollection<ParcelProperties> }>;

/** Steps per axis: with a district 50 km wide, a step is 5 cm. */
const QUANTIZATION = 1e6;

/**
 * Builds the parcels artefact as TopoJSON (Bostock 2013).
 *
 * @param parcels ground of each unit by ordinal, in degrees; neighbours share the points of their common lines.
 * @param buildingOf ordinal of the building of each unit.
 */
export function parcelTopology(parcels: readonly MultiPolygon[], buildingOf: readonly number[]): ParcelTopology {
	const features = parcels.map((geometry, o) => ({
		type: 'Feature' as const,
		properties: { o, b: buildingOf[o]! },
		geometry
	}));
	// Lines are matched on exact positions and rounded only afterwards, so rounding cannot tear neighbours apart.
	const units: FeatureCollection<MultiPolygon, ParcelProperties> = { type: 'FeatureCollection', features };
	const exact = topology({ units }) as ParcelTopology;
	return parcels.length === 0 ? exact : (quantize(exact, QUANTIZATION) as ParcelTopology);
}
