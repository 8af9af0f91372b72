import { distanceM, type LngLat } from '#domain/place/coord';
import type { SurveyWay, WayClass } from '#domain/place/survey';

/** A street of one name from end to end, however many ways it was surveyed as. */
export interface StreetRun {
	readonly name: string;
	readonly class: WayClass;
	readonly line: readonly LngLat[];
	readonly lengthM: number;
}

/** Joins ways of the same name and class where exactly two of them meet. Ways without a name are left out. */
export function streetRuns(ways: readonly SurveyWay[]): StreetRun[] {
	const streets = new Map<string, SurveyWay[]>();
	for (const way of ways) {
		if (way.name === '' || way.line.length < 2) continue;
		const key = `${way.class} ${way.name}`;
		const same = streets.get(key);
		if (same) same.push(way);
		else streets.set(key, [way]);
	}
	return [...streets.values()].flatMap(joinWays);
}

function joinWays(ways: readonly SurveyWay[]): StreetRun[] {
	const ending = new Map<number, number[]>();
	ways.forEach((way, index) => {
		for (const key of [way.nodeKeys[0]!, way.nodeKeys.at(-1)!]) {
			const there = ending.get(key);
			if (there) there.push(index);
			else ending.set(key, [index]);
		}
	});
	const used = new Set<number>();
	const follow = (line: LngLat[], from: number, key: number): void => {
		for (let [way, node] = [from, key]; ;) {
			const meeting = ending.get(node)!;
			const next = meeting.length === 2 ? meeting.find((other) => other !== way && !used.has(other)) : undefined;
			if (next === undefined) return;
			used.add(next);
			const { nodeKeys, line: points } = ways[next]!;
			const forward = nodeKeys[0] === node;
			line.push(...(forward ? points.slice(1) : points.toReversed().slice(1)));
			[way, node] = [next, forward ? nodeKeys.at(-1)! : nodeKeys[0]!];
		}
	};
	return ways.flatMap((way, index) => {
		if (used.has(index)) return [];
		used.add(index);
		const ahead = [...way.line];
		follow(ahead, index, way.nodeKeys.at(-1)!);
		const behind = ahead.toReversed();
		follow(behind, index, way.nodeKeys[0]!);
		return [{ name: way.name, class: way.class, line: behind, lengthM: lineLengthM(behind) }];
	});
}

/** Length of a line in metres. */
export function lineLengthM(line: readonly LngLat[]): number {
	return line.slice(1).reduce((sum, point, i) => sum + distanceM(line[i]!, point), 0);
}

/** The place `atM` metres along a line; its ends where that is too little or too much. */
export function pointAlong(line: readonly LngLat[], atM: number): LngLat {
	let left = atM;
	for (let i = 1; i < line.length; i++) {
		const [a, b] = [line[i - 1]!, line[i]!];
		const step = distanceM(a, b);
		if (left <= step && step > 0) {
			const t = Math.max(0, left) / step;
			return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
		}
		left -= step;
	}
	return line.at(-1)!;
}
