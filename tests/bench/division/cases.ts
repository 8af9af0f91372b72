import { parcelTown } from '#fixtures/division/parcel-town';
import { generateTown } from '#server/demo/town';
import { readOsm } from '#server/import/read-osm';
import { surveyFromOsm } from '#server/import/survey-from-osm';
import { adjacencyOf } from '#domain/division/proposal/adjacency';
import { componentsOf, subgraph, type ParcelGraph } from '#domain/division/proposal/graph';
import { parcelsOf } from '#domain/division/parcel';
import { parcelTopology } from '#domain/division/parcel-topology';
import type { Survey, SurveyBuilding } from '#domain/place/survey';
import { translator } from '#ui/text/words';

export interface DivisionCase {
	readonly name: string;
	readonly seed: number;
	readonly graph: ParcelGraph;
	readonly cells: number;
}

export const SEED = 20261120;
const TODAY = '2026-11-20';
/** Households of a cell where the number of cells is not part of the case. */
const USUAL_HOUSEHOLDS = 400;

/** Generated towns, the demo's largest community and, from a file, its two largest communities. */
export async function divisionCases(osm: string | null): Promise<DivisionCase[]> {
	const town = (name: string, buildings: number, cells: number, seed: number): DivisionCase => ({
		name,
		seed,
		graph: parcelTown(buildings, seed),
		cells
	});
	const demo = generateTown({ seed: SEED, scale: 'town', today: TODAY }).survey;
	return [
		town('proposal-6000-20', 6000, 20, SEED),
		town('proposal-20000-60', 20_000, 60, SEED),
		town('proposal-6000-20-second', 6000, 20, SEED + 1),
		town('proposal-6000-20-third', 6000, 20, SEED + 2),
		town('proposal-20000-60-second', 20_000, 60, SEED + 1),
		...largestCommunities(demo, 1, 'proposal-demo'),
		...(osm ? largestCommunities(await surveyOf(osm), 2, 'proposal-osm') : [])
	];
}

async function surveyOf(osm: string): Promise<Survey> {
	const words = { name: '', boundary: null, today: TODAY, t: translator('en') };
	return surveyFromOsm(await readOsm(osm), words).survey;
}

function largestCommunities(survey: Survey, count: number, name: string): DivisionCase[] {
	const inCommunity = Map.groupBy(survey.buildings, ({ communityId }) => communityId);
	const falling = survey.communities.toSorted(
		(a, b) => (inCommunity.get(b.id)?.length ?? 0) - (inCommunity.get(a.id)?.length ?? 0)
	);
	return falling.slice(0, count).map(({ id, boundary }, i) => {
		const graph = graphOf(survey, boundary, inCommunity.get(id) ?? []);
		const households = graph.households.reduce((sum, count) => sum + count, 0);
		const cells = Math.max(2, Math.round(households / USUAL_HOUSEHOLDS));
		return { name: count > 1 ? `${name}-${i + 1}` : name, seed: SEED, graph, cells };
	});
}

/** Buildings of a community as METIS takes them too: the largest connected part, borders in whole metres. */
function graphOf(
	survey: Survey,
	boundary: Survey['communities'][number]['boundary'],
	buildings: readonly SurveyBuilding[]
): ParcelGraph {
	const parcels = parcelsOf(
		boundary,
		buildings.map(({ footprint, units }) => ({ footprint, units: units.length }))
	);
	const atomOfUnit = parcels.flatMap((units, building) => units.map(() => building));
	const compounds = survey.compounds.map(({ id }) => id);
	const graph = adjacencyOf(parcelTopology(parcels.flat(), atomOfUnit), {
		atoms: buildings.map(({ units, compoundId }) => ({
			households: units.reduce((sum, unit) => sum + unit.households, 0),
			compound: compoundId === null ? -1 : compounds.indexOf(compoundId)
		})),
		atomOfUnit,
		streets: survey.ways.map((way) => way.line)
	});
	const { of } = componentsOf(graph);
	const sizes = Map.groupBy(of.keys(), (v) => of[v]!);
	const largest = [...sizes.values()].reduce((a, b) => (b.length > a.length ? b : a));
	const whole = { ...graph, borderM: graph.borderM.map((length) => Math.max(1, Math.round(length))) };
	return subgraph(whole, Uint32Array.from(largest));
}
