import { communityCount, type MapView } from '#domain/place/view';

/** The few numbers by which a district introduces itself. All of them are public. */
export interface DistrictFigures {
	readonly communities: number;
	/** Cells of the third level. */
	readonly cells: number;
	/** Centres that are open; built is not open. */
	readonly openCentres: number;
	/** Published wishes that nobody has claimed yet. */
	readonly openWishes: number;
}

/** Counts the figures of a district from its public view. */
export function figuresOf(
	view: Pick<MapView, 'subdistricts' | 'plan' | 'openCentres'>,
	openWishes: number
): DistrictFigures {
	return {
		communities: communityCount(view),
		cells: view.plan?.cellCount ?? 0,
		openCentres: view.openCentres,
		openWishes
	};
}
