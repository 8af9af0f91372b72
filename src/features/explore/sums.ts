import type { MemberCount } from '#data/members';
import type { PlanPoint } from '#domain/division/plan-ground';
import type { WishRow } from '#domain/place/card';
import type { MemberMark } from '#map/layers/members';
import type { WishPoint, WishSum } from '#map/layers/wishes';

/** Where every node of a plan stands on the map. */
export type PlanPoints = ReadonlyMap<string, PlanPoint>;

/** A node of the plan and everything above it; empty for an unknown one. */
function upwards(points: PlanPoints, node: string | null): PlanPoint[] {
	const point = node === null ? undefined : points.get(node);
	return point ? [point, ...upwards(points, point.parent)] : [];
}

/**
 * Wishes added up for every cell above them; a cell that has no place on the map is left out, and so is a wish in its
 * stairwell cell where its door is drawn.
 */
export function wishSums(wishes: readonly WishRow[], points: PlanPoints): WishSum[] {
	const sums = new Map<string, WishSum>();
	for (const { id, kind, lineageId, communityId, door } of wishes) {
		for (const { node, level, label: position } of upwards(points, lineageId ?? communityId)) {
			if (level === 3 && door?.position) continue;
			const before = sums.get(`${node} ${kind}`);
			const n = (before?.n ?? 0) + 1;
			sums.set(`${node} ${kind}`, { node, level, kind, n, wish: n === 1 ? id : null, position });
		}
	}
	return [...sums.values()];
}

/** Wishes whose door the caller may know. */
export function wishPoints(wishes: readonly WishRow[]): WishPoint[] {
	return wishes.flatMap(({ id, kind, door }) => (door?.position ? [{ wish: id, kind, position: door.position }] : []));
}

/**
 * Members added up for every cell above them. A cell with a withheld number has no badge, and neither has any cell
 * above it: a sum with gaps would be a lie, and with the other numbers it would give the withheld one away.
 */
export function memberSums(counts: readonly MemberCount[], points: PlanPoints): MemberMark[] {
	const sums = new Map<string, number | null>();
	for (const { lineageId, n } of counts) {
		for (const { node } of upwards(points, lineageId)) {
			const before = sums.has(node) ? sums.get(node)! : 0;
			sums.set(node, before === null || n === null ? null : before + n);
		}
	}
	return [...sums].flatMap(([node, n]) => {
		const { level, label: position } = points.get(node)!;
		return n ? [{ node, level, n, position }] : [];
	});
}
