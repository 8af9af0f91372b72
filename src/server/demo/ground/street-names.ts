import type { NamePool } from '#server/demo/ground/gazetteer';
import type { StreetPlan } from '#server/demo/ground/street-plan';
import type { Random } from '#server/demo/random';

/** A name for every line of the plan: streets are named, footpaths and tracks are not. No two streets share one. */
export function nameStreets(plan: StreetPlan, random: Random): string[] {
	const { arterials } = plan.gazetteer;
	const pool = ({ first, last }: NamePool) => random.shuffled(last.flatMap((end) => first.map((word) => word + end)));
	const streets = pool(plan.gazetteer.streets);
	const lanes = pool(plan.gazetteer.lanes);
	return plan.lines.map((line) => {
		if (line.named) return arterials[line.named] ?? '';
		if (!['tertiary', 'residential', 'pedestrian'].includes(line.class)) return '';
		return (line.mark?.quarter === 'old' ? lanes.pop() : streets.pop()) ?? '';
	});
}
