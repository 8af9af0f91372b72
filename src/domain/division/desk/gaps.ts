import type { MultiPolygon, Polygon } from 'geojson';
import { Boundary } from '#domain/division/boundary';
import { groundOf, linesOfUnit, type DeskGround } from '#domain/division/desk/ground';
import type { DeskGaps } from '#domain/division/desk/news';
import { RingStringer } from '#domain/division/desk/rings';
import { labelPoint } from '#domain/division/label-point';
import type { ParcelTopology } from '#domain/division/parcel-topology';
import { openRing, type XY } from '#domain/place/ring';

/** Compares the units of a draft with those of the parcels inside its community: buildings come and go. */
export function gapsOf(
	topology: ParcelTopology,
	ground: DeskGround,
	ordinals: Int32Array,
	boundary: Polygon | MultiPolygon
): DeskGaps {
	const withoutGround = Array.from(ordinals).filter((_, unit) => ground.firstHalf[unit] === ground.firstHalf[unit + 1]);
	return { withoutGround, notInDraft: strangers(topology, new Set(ordinals), boundary) };
}

function strangers(topology: ParcelTopology, known: ReadonlySet<number>, boundary: Polygon | MultiPolygon): number[] {
	const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
	const inside = new Boundary(polygons.map((rings) => rings.map(openRing).filter((ring) => ring.length > 2)));
	const near = nearTo(inside);
	const candidates = topology.objects.units.geometries.flatMap((_, ordinal) => {
		if (known.has(ordinal)) return [];
		const first = linesOfUnit(topology, ordinal)[0];
		const start = first === undefined ? null : startOf(topology, first < 0 ? ~first : first);
		return start && near(start) ? [ordinal] : [];
	});
	const ground = groundOf(topology, candidates);
	const stringer = new RingStringer(ground);
	return candidates.filter((_, unit) => {
		const halves = ground.halves.slice(ground.firstHalf[unit]!, ground.firstHalf[unit + 1]!).sort();
		const polygons = stringer.shape(halves).coordinates;
		if (!polygons.flat(2).some(([x, y]) => inside.contains(x!, y!))) return false;
		const place = labelPoint(polygons.map((rings) => rings.map((ring) => openRing(ring))));
		return place !== null && inside.contains(place[0], place[1]);
	});
}

function startOf({ arcs, transform }: ParcelTopology, arc: number): XY | null {
	const [x, y] = arcs[arc]?.[0] ?? [];
	if (x === undefined || y === undefined) return null;
	if (!transform) return [x, y];
	return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
}

/** Whether a place is in the box around the boundary: most of a district is not. */
function nearTo({ rings }: Boundary): (place: XY) => boolean {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x, y] of rings.flat()) {
		[west, east] = [Math.min(west, x), Math.max(east, x)];
		[south, north] = [Math.min(south, y), Math.max(north, y)];
	}
	return ([x, y]) => x >= west && x <= east && y >= south && y <= north;
}
