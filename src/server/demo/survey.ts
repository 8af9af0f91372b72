import { localPlane } from '#domain/place/coord';
import type { LngLat } from '#domain/place/coord';
import type { GroundFeature, Survey, SurveyBuilding, SurveyCommunity, SurveyWay } from '#domain/place/survey';
import type { DraftBuilding, DraftGround, DraftWay } from '#server/demo/ground/board';
import type { DrawnTown } from '#server/demo/ground/build';
import { communityOutline } from '#server/demo/ground/community-areas';
import { countsOf } from '#server/demo/ground/households';
import type { PlaceNames } from '#server/demo/ground/place-names';
import type { Gazetteer } from '#server/demo/ground/gazetteer';
import { divideTown } from '#server/demo/grid-plan';
import type { BlockSite } from '#server/demo/plan-areas';
import type { Random } from '#server/demo/random';
import { centroid, signedArea } from '#server/demo/shape/plane';
import type { Point, Ring } from '#server/demo/shape/plane';
import { innerPoint } from '#server/demo/shape/polygon';

/** Open country where no such town stands; nothing around it is drawn from a real map. */
const ORIGIN: LngLat = [118.57, 37.38];

export interface SurveyedTown {
	readonly survey: Survey;
	/** As drawn, in the order of the survey's buildings. */
	readonly drafts: readonly DraftBuilding[];
	readonly gazetteer: Gazetteer;
	/** Names of what stands on the blocks of the drafts. */
	readonly blockNames: readonly string[];
}

/** Turns the drawing into a survey: degrees, ids, names, people and a first plan. */
export function surveyTown(
	town: DrawnTown,
	names: PlaceNames,
	{ random, today }: { random: Random; today: string }
): SurveyedTown {
	const { board, plan } = town;
	const { gazetteer } = plan;
	const ids = random.fork('ids');
	const subdistricts = gazetteer.subdistricts.map((subdistrict) => ({ id: ids.uuid(), ...subdistrict }));
	const communities = gazetteer.communities.map((words, i): SurveyCommunity => {
		const subdistrict = subdistricts[words.subdistrict] as (typeof subdistricts)[number];
		const number = gazetteer.communities
			.slice(0, i + 1)
			.filter((other) => other.subdistrict === words.subdistrict).length;
		return {
			id: ids.uuid(),
			subdistrictId: subdistrict.id,
			name: words.name,
			code: `${subdistrict.code}${String(number).padStart(3, '0')}`,
			boundary: polygonOf(communityOutline(plan, i))
		};
	});
	const communityOf = (block: number) => communities[plan.blocks[block]?.mark?.community ?? 0] as SurveyCommunity;
	const compounds = board.compounds.map((compound, i) => ({
		id: ids.uuid(),
		communityId: communityOf(compound.block).id,
		name: names.compounds[i] ?? '',
		boundary: polygonOf([compound.ring])
	}));
	const people = random.fork('people');
	const buildings = board.buildings.map((draft, i): SurveyBuilding => {
		const quarter = plan.blocks[draft.block]?.mark?.quarter ?? 'mid';
		return {
			id: ids.uuid(),
			communityId: communityOf(draft.block).id,
			compoundId: draft.compound === null ? null : (compounds[draft.compound]?.id ?? null),
			name: names.buildings[i]?.name ?? '',
			address: names.buildings[i]?.address ?? '',
			kind: draft.kind,
			levels: draft.levels,
			footprint: polygonOf([draft.ring]),
			door: placeOf(draft.door),
			estimated: false,
			units: countsOf(draft, quarter, people).map((counts, u) => ({ id: ids.uuid(), number: u + 1, ...counts }))
		};
	});
	const divisible = {
		sites: sitesOf(town, names, buildings),
		compoundNames: names.compounds,
		communities,
		gazetteer,
		unitIds: buildings.map((building) => building.units.map((unit) => unit.id))
	};
	const survey: Survey = {
		district: {
			id: ids.uuid(),
			name: gazetteer.district.name,
			nameEn: gazetteer.district.nameEn,
			source: 'demo',
			attribution: '',
			householdsEstimated: false
		},
		subdistricts,
		communities,
		compounds,
		buildings,
		ways: board.ways.map((way) => wayOf(way, board.nodes)),
		ground: [...board.ground.map((ground) => groundOf(ground, names)), ...labels(town)],
		plan: divideTown(divisible, today, ids)
	};
	return { survey, gazetteer, drafts: board.buildings, blockNames: names.blocks };
}

function placeOf(point: Point): LngLat {
	const [lng, lat] = localPlane(ORIGIN).toLngLat(point[0], point[1]);
	return [round7(lng), round7(lat)];
}

const round7 = (degrees: number) => Math.round(degrees * 1e7) / 1e7;

const closed = (ring: Ring): number[][] => [...ring, ring[0] as Point].map((point) => [...placeOf(point)]);

/** The largest outline is the outer one; the others are its holes. */
function polygonOf(rings: readonly Ring[]): { type: 'Polygon'; coordinates: number[][][] } {
	const sorted = [...rings].sort((a, b) => signedArea(b) - signedArea(a));
	return { type: 'Polygon', coordinates: sorted.map(closed) };
}

function wayOf(way: DraftWay, nodes: readonly Point[]): SurveyWay {
	return {
		class: way.class,
		name: way.name,
		walkable: true,
		bridge: way.bridge,
		tunnel: way.tunnel,
		nodeKeys: way.keys,
		line: way.keys.map((key) => placeOf(nodes[key] as Point)),
		gates: way.keys.flatMap((key, index) =>
			way.gates.has(key) ? [{ index, passable: way.gates.get(key) === true }] : []
		)
	};
}

function groundOf(ground: DraftGround, names?: PlaceNames): GroundFeature {
	const name = ground.block === undefined ? ground.name : (names?.blocks[ground.block] ?? '');
	const common = { class: ground.class, name };
	if (ground.shape === 'area') return { ...common, geometry: polygonOf([ground.points]) };
	const coordinates = ground.points.map((point) => [...placeOf(point)]);
	if (ground.shape === 'line') return { ...common, geometry: { type: 'LineString', coordinates } };
	return { ...common, geometry: { type: 'Point', coordinates: coordinates[0] as number[] } };
}

function labels(town: DrawnTown): GroundFeature[] {
	const middle = (quarter: string): Point => {
		const blocks = town.plan.blocks
			.filter((block) => block.mark?.quarter === quarter)
			.map((block) => centroid(block.ring));
		const mean = (axis: 0 | 1) => blocks.reduce((sum, point) => sum + point[axis], 0) / blocks.length;
		return [mean(0), mean(1)];
	};
	const label = (name: string, at: Point): GroundFeature =>
		groundOf({ class: 'label', name, shape: 'point', points: [at] });
	return [label(town.plan.gazetteer.oldTown, middle('old')), label(town.plan.gazetteer.works, middle('industry'))];
}

function sitesOf(town: DrawnTown, names: PlaceNames, buildings: readonly SurveyBuilding[]): BlockSite[] {
	const drafts = town.board.buildings.map((draft, index) => ({ draft, index }));
	return [...Map.groupBy(drafts, ({ draft }) => draft.block)].flatMap(([number, own]): BlockSite[] => {
		const block = town.plan.blocks[number];
		if (!block?.mark) return [];
		const housing = own.map(({ draft, index }) => ({
			index,
			at: centroid(draft.ring),
			compound: draft.compound,
			units: buildings[index]?.units.map((unit) => unit.households) ?? []
		}));
		return [
			{
				block: number,
				community: block.mark.community,
				use: town.uses[number] ?? 'leftover',
				quarter: block.mark.quarter,
				name: names.blocks[number] ?? '',
				at: innerPoint(block.ring),
				households: housing.flatMap((building) => building.units).reduce((sum, count) => sum + count, 0),
				buildings: housing
			}
		];
	});
}
