import type { LngLat } from '#domain/place/coord';
import { costsToDoors, type DoorStreets } from '#domain/reach/buildings';
import { budgetDm, secondsOf, type Pace } from '#domain/reach/pace';
import { ReachRefusal } from '#domain/reach/refusal';
import type { StreetSearch } from '#domain/reach/search';
import { snap, type StreetIndex, type StreetPoint } from '#domain/reach/snap';

/** For every building the nearest of some centres on foot: parallel typed arrays in the order of the buildings. */
export interface NearestCentres {
	/** Number of the centre in the question's list, −1 where none is reached in time; of equals the first. */
	readonly centre: Int32Array;
	/** Seconds from door to door, Infinity where none is reached in time. */
	readonly seconds: Float32Array;
	/** Numbers of the centres that are joined to no street and so serve nobody. */
	readonly farCentres: readonly number[];
}

/**
 * One search from all centres at once, each with its own straight way to the street. Pass only the centres that are
 * open: built is not open. Nothing is refused for a single centre that stands far from the streets, it is reported;
 * refusals: 'bad-position', 'bad-pace', 'bad-minutes'.
 */
export function nearestCentres(
	index: StreetIndex,
	search: StreetSearch,
	doors: DoorStreets,
	centres: readonly LngLat[],
	pace: Pace,
	maxMinutes: number
): NearestCentres {
	const budget = budgetDm(maxMinutes, pace);
	const sources: StreetPoint[] = [];
	const numberOf: number[] = [];
	const farCentres: number[] = [];
	centres.forEach((position, number) => {
		const source = snapOrNull(index, position, pace.stepsFactor > 0);
		if (!source) farCentres.push(number);
		else {
			sources.push(source);
			numberOf.push(number);
		}
	});
	search.run(sources, pace, budget);
	const { costDm, source } = costsToDoors(search, doors);
	return {
		centre: source.map((number) => (number === -1 ? -1 : numberOf[number]!)),
		seconds: Float32Array.from(costDm, (cost) => secondsOf(cost, pace)),
		farCentres
	};
}

function snapOrNull(index: StreetIndex, position: LngLat, withSteps: boolean): StreetPoint | null {
	try {
		return snap(index, position, withSteps);
	} catch (error) {
		if (error instanceof ReachRefusal && error.refusal === 'far-from-streets') return null;
		throw error;
	}
}
