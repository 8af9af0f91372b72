import type { Survey, SurveyBuilding } from '#domain/place/survey';
import type { TownLife } from '#domain/place/town-life';
import { localPlane } from '#domain/place/coord';
import type { LngLat } from '#domain/place/coord';
import { generateTown } from '#server/demo/town';
import type { Point, Ring } from '#server/demo/shape/plane';

export const TODAY = '2026-11-20';

/** The town most tests look at, drawn once per test file. */
export function demoTown(seed = 7): { survey: Survey; life: TownLife } {
	return generateTown({ seed, scale: 'town', today: TODAY });
}

const plane = localPlane([118.57, 37.38]);

export const metres = (place: readonly number[]): Point => plane.toMetres([place[0], place[1]] as unknown as LngLat);

/** An outline in metres without the repeated last point. */
export const ringOf = (coordinates: readonly (readonly number[])[] | undefined): Ring =>
	(coordinates ?? []).slice(0, -1).map(metres);

export const footprintOf = (building: SurveyBuilding): Ring => ringOf(building.footprint.coordinates[0]);

/** Things by the 80-metre squares their points touch, so that neighbours are found without comparing everything. */
export function squares<T>(
	things: readonly T[],
	pointsOf: (thing: T) => readonly Point[]
): (points: readonly Point[]) => Set<T> {
	const index = new Map<string, T[]>();
	const keysOf = (points: readonly Point[]) => {
		const xs = points.map(([x]) => Math.floor(x / 80));
		const ys = points.map(([, y]) => Math.floor(y / 80));
		const keys: string[] = [];
		for (let x = Math.min(...xs); x <= Math.max(...xs); x++)
			for (let y = Math.min(...ys); y <= Math.max(...ys); y++) keys.push(`${x},${y}`);
		return keys;
	};
	for (const thing of things)
		for (const key of keysOf(pointsOf(thing))) index.set(key, [...(index.get(key) ?? []), thing]);
	return (points) => new Set(keysOf(points).flatMap((key) => index.get(key) ?? []));
}

/** Neighbours of every node on foot; nodes with a shut gate lead nowhere. */
export function walkingGraph(survey: Survey): {
	neighbours: Map<number, Set<number>>;
	shut: Set<number>;
	gates: Set<number>;
	place: Map<number, Point>;
} {
	const neighbours = new Map<number, Set<number>>();
	const [shut, gates] = [new Set<number>(), new Set<number>()];
	const place = new Map<number, Point>();
	for (const way of survey.ways) {
		for (const gate of way.gates) {
			gates.add(way.nodeKeys[gate.index] as number);
			if (!gate.passable) shut.add(way.nodeKeys[gate.index] as number);
		}
		way.nodeKeys.forEach((key, i) => {
			place.set(key, metres(way.line[i] as LngLat));
			const own = neighbours.get(key) ?? new Set();
			for (const other of [way.nodeKeys[i - 1], way.nodeKeys[i + 1]]) if (other !== undefined) own.add(other);
			neighbours.set(key, own);
		});
	}
	return { neighbours, shut, gates, place };
}

/** All nodes that can be walked to from one, without passing any of `closed`. */
export function reachedFrom(
	start: number,
	neighbours: ReadonlyMap<number, ReadonlySet<number>>,
	closed: ReadonlySet<number>
): Set<number> {
	const reached = new Set([start]);
	for (const node of reached) {
		if (closed.has(node)) continue;
		for (const next of neighbours.get(node) ?? []) reached.add(next);
	}
	return reached;
}
