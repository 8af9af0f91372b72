import type { MultiPolygon, Polygon, Position } from 'geojson';
import { localPlane, type LngLat, type LocalPlane } from '#domain/place/coord';
import { openRing, signedArea, type Ring, type XY } from '#domain/place/ring';
import { Boundary } from '#domain/division/boundary';
import { shareBlocks } from '#domain/division/block-share';
import { blocksOf, wholeBlock, type Blocks } from '#domain/division/blocks';
import type { PlaneLine } from '#domain/division/line-trim';
import { adoptCutOff } from '#domain/division/cut-off';
import { facesOf } from '#domain/division/partition';
import type { PartingLine } from '#domain/division/parting';
import type { PlaneLot } from '#domain/division/seeds';
import { straighten } from '#domain/division/straighten';

/** A building as far as the division of the ground needs it. */
export interface Lot {
	readonly footprint: Polygon;
	/** How many units stand in it, at least 1; they follow each other along the footprint's long axis. */
	readonly units: number;
}

/** A community's ground, divided. */
export interface Division {
	/** For each lot its units' grounds, west to east along the building, in degrees. */
	readonly grounds: MultiPolygon[][];
	/** How many blocks the lines cut it into. */
	readonly blocks: number;
	/** True where the lines contradicted each other and the ground was divided without them. */
	readonly linesIgnored: boolean;
}

/** Zigzag below this is taken out of the lines between parcels. */
const STRAIGHTEN_M = 0.5;
/** How much of the ground may be missing or doubled before a division is refused: rounding stays far below. */
const AREA_TOLERANCE = 1e-9;

/**
 * Cuts a community into one sub-parcel per unit. Streets and walls cut it into blocks first, each with at least one
 * building; within a block every place goes to the nearest footprint, and within a building's ground to the nearest
 * unit, where units are slices of equal area across the long axis. A building that a line runs through belongs to
 * the block with most of it.
 *
 * The pieces tile the community: no gap, no overlap, and neighbours share every point of their common line, so that
 * any union of them has clean outlines. The boundary's own corners come back unchanged to the last bit. Every unit
 * gets ground, even where its building is drawn outside the community.
 *
 * @param boundary in degrees, WGS-84; holes and several parts are welcome. Its rings must not cross themselves.
 * @param lots in the order in which the result is wanted.
 * @param lines what parts the ground (parting.ts); lines elsewhere do no harm.
 * @returns outer rings run counter-clockwise (RFC 7946).
 * @throws Error where the boundary encloses no ground or crosses itself.
 */
export function divideGround(
	boundary: Polygon | MultiPolygon,
	lots: readonly Lot[],
	lines: readonly PartingLine[]
): Division {
	if (lots.length === 0) return { grounds: [], blocks: 0, linesIgnored: false };
	const plane = localPlane(middleOf(boundary));
	const corners = new Map<XY, Position>();
	const ground = new Boundary(planePolygons(boundary, plane, corners));
	if (!(ground.area > 0)) throw new Error('The boundary encloses no ground');
	const planeLots = lots.map(({ footprint, units }) => ({
		rings: footprint.coordinates.map((ring) => toPlane(ring, plane)),
		units
	}));
	const planeLines = lines.map(({ line, strength }) => ({ points: line.map((point) => toXY(point, plane)), strength }));
	const byBlocks = planeLines.length > 0 ? divideByBlocks(planeLots, ground, planeLines) : null;
	const polygons = byBlocks?.polygons ?? divide(planeLots, ground, wholeBlock(ground, lots.length));
	if (!polygons) throw new Error('The boundary crosses itself or has no ground for every unit');
	// Corners pass through by identity: to metres and back would not return the last bit.
	const position = (place: XY) => corners.get(place) ?? [...plane.toLngLat(place[0], place[1])];
	let next = 0;
	const grounds = lots.map((lot) =>
		Array.from({ length: lot.units }, () => ({
			type: 'MultiPolygon' as const,
			coordinates: polygons[next++]!.map((rings) => rings.map((ring) => ring.map(position)))
		}))
	);
	return { grounds, blocks: byBlocks?.blocks ?? 1, linesIgnored: planeLines.length > 0 && !byBlocks };
}

/** The grounds of `divideGround`. */
export function parcelsOf(
	boundary: Polygon | MultiPolygon,
	lots: readonly Lot[],
	lines: readonly PartingLine[] = []
): MultiPolygon[][] {
	return divideGround(boundary, lots, lines).grounds;
}

/** Null where the lines cannot be followed: whatever they are, the community is divided. */
function divideByBlocks(lots: readonly PlaneLot[], ground: Boundary, lines: readonly PlaneLine[]) {
	try {
		const footprints = lots.map(({ rings }) => rings);
		const blocks = blocksOf(ground, footprints, lines);
		const polygons = blocks && divide(lots, ground, blocks);
		return polygons && { polygons, blocks: blocks.lots.length };
	} catch {
		return null;
	}
}

/** Polygons of every unit in metres; null where they do not fill the ground exactly. */
function divide(lots: readonly PlaneLot[], ground: Boundary, blocks: Blocks): XY[][][][] | null {
	const shares = shareBlocks(blocks, lots);
	if (!shares) return null;
	const arcs = adoptCutOff(shares.edges, shares.units);
	const faces = facesOf(straighten(arcs, STRAIGHTEN_M), shares.units.count);
	return tiles(faces, ground.area) ? faces : null;
}

function tiles(faces: readonly XY[][][][], area: number): boolean {
	let sum = 0;
	for (const polygons of faces) {
		if (polygons.length === 0) return false;
		for (const rings of polygons) for (const ring of rings) sum += signedArea(ring);
	}
	return Math.abs(sum - area) <= AREA_TOLERANCE * area;
}

function planePolygons(boundary: Polygon | MultiPolygon, plane: LocalPlane, corners: Map<XY, Position>): Ring[][] {
	const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
	return polygons.map((rings) =>
		rings
			.map((ring) => openRing(ring).map((point) => remember(point, plane, corners)))
			.filter((ring, index) => index === 0 || ring.length > 2)
	);
}

function remember(point: XY, plane: LocalPlane, corners: Map<XY, Position>): XY {
	const place = plane.toMetres(point);
	corners.set(place, [point[0], point[1]]);
	return place;
}

function toPlane(ring: readonly Position[], plane: LocalPlane): XY[] {
	return openRing(ring).map((point) => plane.toMetres(point));
}

function toXY([lng, lat]: Position, plane: LocalPlane): XY {
	return plane.toMetres([lng!, lat!]);
}

function middleOf(boundary: Polygon | MultiPolygon): LngLat {
	const rings = boundary.type === 'Polygon' ? boundary.coordinates : boundary.coordinates.flat();
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const ring of rings) {
		for (const [lng, lat] of ring) {
			[west, south] = [Math.min(west, lng!), Math.min(south, lat!)];
			[east, north] = [Math.max(east, lng!), Math.max(north, lat!)];
		}
	}
	return [(west + east) / 2, (south + north) / 2];
}
