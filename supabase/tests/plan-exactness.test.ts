import type { MultiPolygon } from 'geojson';
import { expect, it } from 'vitest';
import { drawRandomPlan } from '#fixtures/random-plan';
import { onEachEngine } from './database.ts';

const PLANS = process.env['GEZHI_SOAK'] ? 1000 : 20;

interface Verdict {
	readonly valid: boolean;
	/** Shares of the parent's area: what its children miss or add, and what they have twice. */
	readonly missing: number;
	readonly twice: number;
}

onEachEngine('PostGIS agrees that plans are exact', (open) => {
	const judge = async (parent: MultiPolygon, children: readonly MultiPolygon[]): Promise<Verdict> => {
		const [verdict] = await open().sql.query<Verdict>(
			`with parent as (select extensions.st_geomfromgeojson($1::text) as shape),
			child as (select extensions.st_geomfromgeojson(value::text) as shape from jsonb_array_elements($2::text::jsonb)),
			together as (select extensions.st_union(shape) as shape, sum(extensions.st_area(shape)) as area, bool_and(extensions.st_isvalid(shape)) as valid from child)
			select valid, (extensions.st_area(extensions.st_symdifference(parent.shape, together.shape)) / extensions.st_area(parent.shape))::float8 as missing,
				(abs(together.area - extensions.st_area(together.shape)) / extensions.st_area(parent.shape))::float8 as twice
			from parent, together`,
			[JSON.stringify(parent), JSON.stringify(children)]
		);
		return verdict!;
	};

	it(`of ${PLANS} random plans, cells tile their community and children partition their parents`, async () => {
		for (let seed = 1; seed <= PLANS; seed++) {
			const { community, areas, cells } = drawRandomPlan(seed);
			const families: [MultiPolygon, MultiPolygon[]][] = [
				[community, cells.map(({ outline }) => outline)],
				[community, [...areas]],
				...areas.map((outline, area): [MultiPolygon, MultiPolygon[]] => [
					outline,
					cells.filter((cell) => cell.area === area).map((cell) => cell.outline)
				])
			];
			for (const [parent, children] of families) {
				const { valid, missing, twice } = await judge(parent, children);
				expect({ seed, valid, exact: missing < 1e-9 && twice < 1e-9 }).toEqual({ seed, valid: true, exact: true });
			}
		}
	}, 600_000);
});
