import type { DrawnTown } from '#server/demo/ground/build';
import { isStreet } from '#server/demo/ground/lot';
import { cross, subtract } from '#server/demo/shape/plane';
import type { Point } from '#server/demo/shape/plane';
import { nearestOnLine, pointAlong } from '#server/demo/shape/polyline';

export interface Address {
	readonly street: string;
	readonly number: number;
}

interface Claim {
	readonly key: string;
	readonly line: number;
	readonly along: number;
	readonly left: boolean;
}

/** Places that want a street number: a key of the caller's and where they stand, on which block. */
export interface Addressee {
	readonly key: string;
	readonly at: Point;
	readonly block: number;
}

/**
 * Street and number for every addressee: the nearest named street of its block, odd numbers on the left and even on
 * the right, rising along the street.
 */
export function addressesOf(
	town: DrawnTown,
	names: readonly string[],
	addressees: readonly Addressee[]
): Map<string, Address> {
	const claims = addressees.flatMap((addressee) => claimOf(town, names, addressee) ?? []);
	const addresses = new Map<string, Address>();
	const groups = Map.groupBy(claims, (claim) => `${claim.line}/${claim.left}`);
	for (const group of groups.values()) {
		let [number, before] = [group[0]?.left ? -1 : 0, 0];
		for (const claim of group.sort((a, b) => a.along - b.along)) {
			number += 2 * Math.max(1, Math.min(4, Math.round((claim.along - before) / 35)));
			before = claim.along;
			addresses.set(claim.key, { street: names[claim.line] as string, number });
		}
	}
	return addresses;
}

function claimOf(town: DrawnTown, names: readonly string[], { key, at, block }: Addressee): Claim | null {
	const lines = town.plan.lines;
	const beside = new Set(town.plan.blocks[block]?.sides);
	const named = (line: number) =>
		names[line] !== '' && (isStreet(lines[line]?.class ?? 'plot') || lines[line]?.class === 'trunk');
	let candidates = [...beside].filter(named);
	if (candidates.length === 0) candidates = lines.flatMap((_, line) => (named(line) ? [line] : []));
	const nearest = candidates
		.map((line) => ({ line, foot: nearestOnLine(lines[line]?.points ?? [], at) }))
		.sort((a, b) => a.foot.distance - b.foot.distance)[0];
	if (!nearest) return null;
	const points = lines[nearest.line]?.points ?? [];
	const way = subtract(pointAlong(points, nearest.foot.along + 4), pointAlong(points, nearest.foot.along - 4));
	return { key, line: nearest.line, along: nearest.foot.along, left: cross(way, subtract(at, nearest.foot.at)) > 0 };
}
