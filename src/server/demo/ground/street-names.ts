import {
	ARTERIAL_NAMES,
	LANE_SUFFIXES,
	LANE_WORDS,
	STREET_SUFFIXES,
	STREET_WORDS
} from '#server/demo/ground/streets.words';
import type { StreetPlan } from '#server/demo/ground/street-plan';
import type { Random } from '#server/demo/random';

/** A name for every line of the plan: streets are named, footpaths and tracks are not. No two streets share one. */
export function nameStreets(plan: StreetPlan, random: Random): string[] {
	const streets = random.shuffled(STREET_SUFFIXES.flatMap((suffix) => STREET_WORDS.map((word) => word + suffix)));
	const lanes = random.shuffled(LANE_SUFFIXES.flatMap((suffix) => LANE_WORDS.map((word) => word + suffix)));
	return plan.lines.map((line) => {
		if (line.named) return ARTERIAL_NAMES[line.named];
		if (!['tertiary', 'residential', 'pedestrian'].includes(line.class)) return '';
		return (line.mark?.quarter === 'old' ? lanes.pop() : streets.pop()) ?? '';
	});
}
