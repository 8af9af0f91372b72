import type { MultiPolygon, Polygon } from 'geojson';
import { ringContains, signedArea } from '#domain/place/ring';
import type { NodeTable } from '#server/import/node-table';
import type { OsmStore, StoredRelation } from '#server/import/osm-store';
import { closedRing, toPolygon, type ClosedRing } from '#server/import/polygon';

type NodeLine = Float64Array;

/**
 * The areas of a multipolygon or boundary relation (wiki.openstreetmap.org/wiki/Relation:multipolygon): member ways
 * are joined end to end into rings, inner rings go into the outer one around them. Null where a way or node is
 * missing or a ring stays open: half a border is worse than none.
 */
export function assembleAreas(relation: StoredRelation, store: OsmStore, nodes: NodeTable): Polygon[] | null {
	const outer = ringsOf(relation, store, nodes, (role) => role !== 'inner');
	const inner = ringsOf(relation, store, nodes, (role) => role === 'inner');
	if (!outer || !inner || outer.length === 0) return null;
	outer.sort((a, b) => Math.abs(signedArea(a)) - Math.abs(signedArea(b)));
	const holes = outer.map((): ClosedRing[] => []);
	for (const hole of inner) {
		const [x, y] = hole[0]!;
		const around = outer.findIndex((ring) => ringContains(ring, x!, y!));
		if (around >= 0) holes[around]!.push(hole);
	}
	return outer.map((ring, i) => toPolygon(ring, holes[i]!));
}

/** One polygon, or several as one geometry. */
export function asOneGeometry(areas: readonly Polygon[]): Polygon | MultiPolygon {
	if (areas.length === 1) return areas[0]!;
	return { type: 'MultiPolygon', coordinates: areas.map((area) => area.coordinates) };
}

/** Indices of the ways that bound a relation's areas. */
export function boundingWays(relation: StoredRelation, store: OsmStore): number[] {
	return relation.members.flatMap((member) => {
		const index = member.kind === 'way' && isRingRole(member.role) ? store.wayIndex(member.id) : -1;
		return index >= 0 ? [index] : [];
	});
}

function isRingRole(role: string): boolean {
	return role === 'outer' || role === 'inner' || role === '';
}

function ringsOf(
	relation: StoredRelation,
	store: OsmStore,
	nodes: NodeTable,
	wanted: (role: string) => boolean
): ClosedRing[] | null {
	const lines: NodeLine[] = [];
	for (const member of relation.members) {
		if (member.kind !== 'way' || !isRingRole(member.role) || !wanted(member.role)) continue;
		const index = store.wayIndex(member.id);
		if (index < 0) return null;
		const refs = store.wayRefs(index);
		if (refs.length >= 2) lines.push(refs);
	}
	const closed = joinLines(lines);
	if (!closed) return null;
	const rings: ClosedRing[] = [];
	for (const ids of closed) {
		const points = positions(ids, nodes);
		if (!points) return null;
		const ring = closedRing(points);
		if (ring) rings.push(ring);
	}
	return rings;
}

/** Positions of all these nodes, or null where one is missing. */
export function positions(ids: Iterable<number>, nodes: NodeTable): number[][] | null {
	const points: number[][] = [];
	for (const id of ids) {
		const point = nodes.position(id);
		if (!point) return null;
		points.push(point);
	}
	return points;
}

/** Joins lines of node ids into closed ones; null where one stays open. */
function joinLines(lines: readonly NodeLine[]): number[][] | null {
	const byEnd = new Map<number, number[]>();
	const note = (end: number, line: number): void => {
		const there = byEnd.get(end);
		if (there) there.push(line);
		else byEnd.set(end, [line]);
	};
	lines.forEach((line, i) => {
		note(line[0]!, i);
		note(line.at(-1)!, i);
	});
	const used = new Set<number>();
	const takeNext = (end: number): NodeLine | null => {
		const there = byEnd.get(end);
		for (let i = there?.pop(); i !== undefined; i = there?.pop()) {
			if (used.has(i)) continue;
			used.add(i);
			return lines[i]!;
		}
		return null;
	};
	const rings: number[][] = [];
	for (let start = 0; start < lines.length; start++) {
		if (used.has(start)) continue;
		used.add(start);
		const ring = Array.from(lines[start]!);
		while (ring[0] !== ring.at(-1)) {
			const end = ring.at(-1)!;
			const next = takeNext(end);
			if (!next) return null;
			appendLine(ring, next, end);
		}
		rings.push(ring);
	}
	return rings;
}

/** Goes on along a line that touches `end` with either of its ends. */
function appendLine(ring: number[], line: NodeLine, end: number): void {
	if (line[0] === end) for (let i = 1; i < line.length; i++) ring.push(line[i]!);
	else for (let i = line.length - 2; i >= 0; i--) ring.push(line[i]!);
}
