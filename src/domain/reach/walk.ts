import type { LngLat } from '#domain/place/coord';
import { budgetDm, secondsOf, type Pace } from '#domain/reach/pace';
import type { StreetSearch } from '#domain/reach/search';
import { snap, type StreetIndex } from '#domain/reach/snap';
import type { StreetNetwork } from '#domain/reach/street-network';

/**
 * Seconds on foot from one door to each of some places, Infinity where a place is not reached within `maxMinutes` or
 * stands far from the streets. One search from the door: streets are walked both ways alike.
 * Refusals: 'bad-position', 'far-from-streets' (the door), 'bad-pace', 'bad-minutes'.
 */
export function walksFrom(
	index: StreetIndex,
	search: StreetSearch,
	door: LngLat,
	places: readonly LngLat[],
	pace: Pace,
	maxMinutes: number
): number[] {
	const withSteps = pace.stepsFactor > 0;
	search.run([snap(index, door, withSteps)], pace, budgetDm(maxMinutes, pace));
	return places.map((place) => {
		const point = index.nearest(place, withSteps);
		return point ? secondsOf(search.costTo(point).costDm, pace) : Infinity;
	});
}

/** A street as a line of metres east and north of a place, flat: x, y, x, y, … */
export type StreetLine = readonly number[];

/** The streets that touch the square of `radiusM` around a place, in metres from it. */
export function streetsAround(index: StreetIndex, place: LngLat, radiusM: number): StreetLine[] {
	const [x, y] = index.plane.toMetres(place);
	return index.shapesAround(x, y, radiusM).map((shape) => lineOf(index.network, shape, x, y));
}

function lineOf(network: StreetNetwork, shape: number, x: number, y: number): StreetLine {
	const line: number[] = [];
	for (let p = network.firstShapePoint[shape]!; p < network.firstShapePoint[shape + 1]!; p++) {
		line.push(Math.round(network.shapeX[p]! - x), Math.round(network.shapeY[p]! - y));
	}
	return line;
}
