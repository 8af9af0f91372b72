import { ReachRefusal } from '#domain/reach/refusal';

/** How somebody walks. */
export interface Pace {
	/** On the level, in metres per second. */
	readonly metresPerSecond: number;
	/** Pace on steps as a share of the level pace: 0.5 is half as fast, 0 means steps cannot be used at all. */
	readonly stepsFactor: number;
}

/** Refuses a pace of zero or less, one faster than a sprinter, and steps walked faster than the level: 'bad-pace'. */
export function checkPace(pace: Pace): Pace {
	const { metresPerSecond, stepsFactor } = pace;
	if (!(metresPerSecond > 0 && metresPerSecond <= 12 && stepsFactor >= 0 && stepsFactor <= 1)) {
		throw new ReachRefusal('bad-pace');
	}
	return pace;
}

/** From kilometres an hour. */
export function paceFromKmh(kmh: number, stepsFactor = 0.5): Pace {
	return checkPace({ metresPerSecond: kmh / 3.6, stepsFactor });
}

/**
 * Costs are *level decimetres*: the length that takes as long on the level. A budget in them is exact for any pace,
 * so one search serves every pace with the same steps factor.
 */
export function budgetDm(minutes: number, pace: Pace): number {
	if (!(minutes > 0 && minutes <= 24 * 60)) throw new ReachRefusal('bad-minutes');
	// without the epsilon 15 min at 5 km/h would be 12,499 dm
	return Math.floor(minutes * 60 * checkPace(pace).metresPerSecond * 10 + 1e-6);
}

/** Seconds for a cost in level decimetres. */
export function secondsOf(costDm: number, pace: Pace): number {
	return costDm / 10 / pace.metresPerSecond;
}

/** Cost of an edge in level decimetres; Infinity where steps bar the way. */
export function edgeCostDm(lengthDm: number, stepsDm: number, stepsFactor: number): number {
	if (stepsDm === 0) return lengthDm;
	if (stepsFactor === 0) return Infinity;
	return lengthDm - stepsDm + Math.round(stepsDm / stepsFactor);
}

/** Cost of the first `alongDm` of an edge whose whole cost is `costDm`; whole numbers, so both parts add up. */
export function partCostDm(costDm: number, lengthDm: number, alongDm: number): number {
	return costDm === lengthDm ? alongDm : Math.round((costDm * alongDm) / lengthDm);
}
