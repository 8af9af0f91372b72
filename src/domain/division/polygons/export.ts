import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { topology } from 'topojson-server';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { cellOutlines, type OpenTopology } from '#domain/division/outline';
import type { PlanStatus } from '#domain/division/plan';
import { signedArea, type Ring } from '#domain/place/ring';
import type { CellKind } from '#domain/place/survey';

/** A plan as it is exported: cells with their sums, and which cell each unit is in. No person is in it. */
export interface PlanOutline {
	readonly plan: {
		readonly id: string;
		readonly name: string;
		readonly status: PlanStatus;
		readonly version: number;
		readonly effectiveFrom: string | null;
		readonly effectiveUntil: string | null;
	};
	/** Name of the community that is divided; null for an edition of the whole district. */
	readonly community: string | null;
	readonly district: { readonly name: string; readonly attribution: string; readonly householdsEstimated: boolean };
	/** Hash of the parcels artefact; null where the district has none. */
	readonly parcels: string | null;
	readonly cells: readonly {
		readonly level: 2 | 3;
		readonly name: string;
		readonly code: string | null;
		readonly kind: CellKind;
		readonly validUntil: string | null;
		/** Place of the living area in this list. */
		readonly parent: number | null;
		readonly buildings: number;
		readonly units: number;
		/** Null where there are too few to be told. */
		readonly households: number | null;
	}[];
	readonly units: { readonly ordinal: readonly number[]; readonly cell: readonly number[] };
}

/** What is said of a cell beside its ground. */
export interface CellProperties {
	readonly name: string;
	readonly code: string | null;
	readonly level: 2 | 3;
	/** Code of the living area, or its name while it has none. */
	readonly parent: string | null;
	readonly kind: CellKind;
	readonly valid_until: string | null;
	readonly buildings: number;
	readonly units: number;
	readonly households: number | null;
	/** True where households were computed from footprints rather than counted. */
	readonly estimated: boolean;
}

/** A collection with what a reader must know of it, as foreign members (RFC 7946 §6.1). */
export type CellCollection = FeatureCollection<Polygon | MultiPolygon, CellProperties> & {
	readonly name: string;
	readonly attribution: string;
	readonly plan: PlanOutline['plan'] & { readonly community: string | null; readonly district: string };
};

export type CellTopology = Topology<{ cells: GeometryCollection<CellProperties> }> &
	Pick<CellCollection, 'name' | 'attribution' | 'plan'>;

/** Seven decimals are a centimetre (RFC 7946 §11.2 advises no more). */
const STEPS_PER_DEGREE = 1e7;

/**
 * The cells of a plan as GeoJSON: living areas first, then stairwell cells, outlines merged from parcels, outer rings
 * counter-clockwise. Neighbours have every point of their common line in common. Cells without ground are left out.
 */
export function cellCollection(outline: PlanOutline, parcels: OpenTopology | null): CellCollection {
	const { plan, community, district, cells } = outline;
	const grounds = parcels ? groundsOf(outline, parcels) : [];
	const names = uniqueNames(cells);
	const features = cells.flatMap((cell, place): Feature<Polygon | MultiPolygon, CellProperties>[] => {
		const geometry = grounds[place] && roundedGeometry(grounds[place]);
		if (!geometry) return [];
		const { name, code, level, kind, validUntil, buildings, units, households } = cell;
		const parent = cell.parent === null ? null : (cells[cell.parent]?.code ?? names[cell.parent] ?? null);
		const estimated = district.householdsEstimated;
		const properties = { name: code === null ? names[place]! : name, code, level, parent, kind };
		const sums = { valid_until: validUntil, buildings, units, households, estimated };
		return [{ type: 'Feature', properties: { ...properties, ...sums }, geometry }];
	});
	return {
		type: 'FeatureCollection',
		name: plan.name,
		attribution: district.attribution,
		plan: { ...plan, community, district: district.name },
		features
	};
}

/** The same as TopoJSON: every line between two cells is stored once. */
export function cellTopology({ name, attribution, plan, ...cells }: CellCollection): CellTopology {
	const made = topology({ cells }) as unknown as Topology<{ cells: GeometryCollection<CellProperties> }>;
	const { type, objects, arcs, bbox } = made;
	// the foreign members of the collection are told at the top, not once more inside
	return { type, name, attribution, plan, bbox: bbox ?? [0, 0, 0, 0], objects, arcs };
}

/** Outlines of all cells; a living area's is that of all units of its cells. */
function groundsOf({ cells, units }: PlanOutline, parcels: OpenTopology): MultiPolygon[] {
	const stairOf = new Int32Array(parcels.unitCount).fill(-1);
	const areaOf = new Int32Array(parcels.unitCount).fill(-1);
	units.ordinal.forEach((ordinal, index) => {
		const place = units.cell[index]!;
		stairOf[ordinal] = place;
		areaOf[ordinal] = cells[place]?.parent ?? -1;
	});
	const stairs = cellOutlines(parcels, stairOf, cells.length);
	const areas = cellOutlines(parcels, areaOf, cells.length);
	return cells.map(({ level }, place) => (level === 2 ? areas : stairs)[place]!.geometry);
}

/** Names by which stairwell cells find their living area while there are no codes: a second one of a name is numbered. */
function uniqueNames(cells: PlanOutline['cells']): string[] {
	const seen = new Map<string, number>();
	return cells.map(({ name, level }) => {
		if (level !== 2) return name;
		const count = (seen.get(name) ?? 0) + 1;
		seen.set(name, count);
		return count === 1 ? name : `${name} (${count})`;
	});
}

function roundedGeometry({ coordinates }: MultiPolygon): Polygon | MultiPolygon | null {
	const polygons = coordinates
		.map((rings) => rings.map(roundedRing))
		.filter(([outer]) => outer !== undefined && outer.length > 3)
		.map((rings) => rings.filter((ring) => ring.length > 3));
	if (polygons.length === 0) return null;
	if (polygons.length === 1) return { type: 'Polygon', coordinates: polygons[0]! };
	return { type: 'MultiPolygon', coordinates: polygons };
}

/** A closed ring without points that fell together; one that lost its area is empty. */
function roundedRing(ring: readonly Position[]): Position[] {
	const rounded: Position[] = [];
	for (const position of ring) {
		const [x, y] = [position[0]!, position[1]!].map((value) => Math.round(value * STEPS_PER_DEGREE) / STEPS_PER_DEGREE);
		const last = rounded.at(-1);
		if (!last || last[0] !== x || last[1] !== y) rounded.push([x!, y!]);
	}
	return signedArea(rounded.slice(1) as unknown as Ring) === 0 ? [] : rounded;
}
