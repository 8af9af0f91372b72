import type { MemberCount } from '#data/members';
import type { WishCount } from '#data/wishes';
import type { PlanPoint } from '#domain/division/plan-ground';
import type { LngLat } from '#domain/place/coord';
import type { MemberMark } from '#map/layers/members';
import type { WishSum } from '#map/layers/wishes';

/** Where every node of a plan stands on the map. */
export type PlanPoints = ReadonlyMap<string, PlanPoint>;

/** To a tenth of a metre: a city has thousands of marks. */
function toTenth([lng, lat]: LngLat): LngLat {
	return [Math.round(lng * 1e6) / 1e6, Math.round(lat * 1e6) / 1e6];
}

/** A node of the plan and everything above it; empty for an unknown one. */
function upwards(points: PlanPoints, node: string | null): PlanPoint[] {
	const point = node === null ? undefined : points.get(node);
	return point ? [point, ...upwards(points, point.parent)] : [];
}

/**
 * Wishes added up for every cell above them; a cell that has no place on the map is left out, and so is a wish in its
 * stairwell cell where its door is drawn.
 */
export function wishSums(counts: readonly WishCount[], points: PlanPoints): WishSum[] {
	const sums = new Map<string, WishSum>();
	for (const { node: place, kind, drawn, n, wish } of counts) {
		for (const { node, level, label } of upwards(points, place)) {
			if (level === 3 && drawn) continue;
			const before = sums.get(`${node} ${kind}`);
			const sum = (before?.n ?? 0) + n;
			sums.set(`${node} ${kind}`, {
				node,
				level,
				kind,
				n: sum,
				wish: sum === 1 ? wish : null,
				position: toTenth(label)
			});
		}
	}
	return [...sums.values()];
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
