import type { CellKind, SurveyCell, SurveyPlan } from '#domain/place/survey';
import { fillPattern } from '#server/demo/fill-pattern';
import type { Gazetteer } from '#server/demo/ground/gazetteer';
import { PATTERNS } from '#server/demo/ground/places.words';
import type { Use } from '#server/demo/ground/quarters';
import { livingAreas } from '#server/demo/plan-areas';
import type { AreaSites, BlockSite } from '#server/demo/plan-areas';
import { laneCells, stairwellCells } from '#server/demo/plan-cells';
import type { HousingBuilding, Stairwell } from '#server/demo/plan-cells';
import type { Random } from '#server/demo/random';
import { distance } from '#server/demo/shape/plane';
import type { Point } from '#server/demo/shape/plane';

/** What the plan needs to know of the town. */
export interface Divisible {
	readonly sites: readonly BlockSite[];
	readonly compoundNames: readonly string[];
	readonly gazetteer: Gazetteer;
	readonly communities: readonly { readonly id: string; readonly code: string }[];
	/** Ids of the units of every building. */
	readonly unitIds: readonly (readonly string[])[];
}

interface DraftCell {
	readonly kind: CellKind;
	readonly stairwells: Stairwell[];
	/** Name of the place a special cell is for. */
	readonly place: string;
	readonly block: number;
}

const SPECIAL: Partial<Record<Use, CellKind>> = {
	industry: 'industrial',
	depot: 'industrial',
	station: 'campus',
	school: 'campus',
	college: 'campus',
	hospital: 'campus',
	civic: 'campus',
	mall: 'mall',
	market: 'mall',
	office: 'mall',
	site: 'site'
};

/** The first plan of the town: living areas and stairwell cells, coded from west to east and from north to south. */
export function divideTown(town: Divisible, effectiveFrom: string, random: Random): SurveyPlan {
	const places = new Map(
		town.sites.flatMap((site) => site.buildings.map((building) => [building.index, building.at] as const))
	);
	const drafts = livingAreas(town.sites).flatMap((area) =>
		splitLarge(area, cellsOfArea(area, town.compoundNames), { places, gazetteer: town.gazetteer })
	);
	const plan = { livingAreas: [] as SurveyPlan['livingAreas'][number][], cells: [] as SurveyCell[] };
	town.communities.forEach((community, c) => {
		const own = inReadingOrder(
			drafts.filter((draft) => draft.community === c),
			(draft) => middleOf(draft.cells, places),
			220
		);
		own.forEach((draft, i) => {
			const code = `${community.code}${String(i + 1).padStart(3, '0')}`;
			const area = { id: random.uuid(), lineageId: random.uuid(), communityId: community.id, name: draft.name, code };
			plan.livingAreas.push(area);
			const cells = inReadingOrder(draft.cells, (cell) => middleOf([cell], places), 45);
			plan.cells.push(...codedCells(cells, area, draft.short, { town, random }));
		});
	});
	return {
		id: random.uuid(),
		name: fillPattern(PATTERNS.plan, { district: town.gazetteer.district.name }),
		effectiveFrom,
		...plan
	};
}

function codedCells(
	cells: readonly DraftCell[],
	area: SurveyPlan['livingAreas'][number],
	short: string,
	{ town, random }: { town: Divisible; random: Random }
): SurveyCell[] {
	let ordinary = 0;
	return cells.map((cell, i): SurveyCell => {
		const name =
			cell.kind === 'ordinary'
				? fillPattern(PATTERNS.cell, { area: short, number: ++ordinary })
				: fillPattern(PATTERNS.specialCell, { name: cell.place });
		return {
			id: random.uuid(),
			lineageId: random.uuid(),
			livingAreaId: area.id,
			name,
			code: `${area.code}${String(i + 1).padStart(3, '0')}`,
			kind: cell.kind,
			unitIds: cell.stairwells.map(({ building, unit }) => town.unitIds[building]?.[unit] as string)
		};
	});
}

/** Rows from the north; within a row from the west. */
function inReadingOrder<T>(list: readonly T[], at: (item: T) => Point, rowHeightM: number): T[] {
	const placed = list.map((item) => ({ item, at: at(item) }));
	const row = (y: number) => Math.round(y / rowHeightM);
	return placed.sort((a, b) => row(b.at[1]) - row(a.at[1]) || a.at[0] - b.at[0]).map(({ item }) => item);
}

function middleOf(cells: readonly DraftCell[], places: ReadonlyMap<number, Point>): Point {
	const points = cells.flatMap((cell) => cell.stairwells.map(({ building }) => places.get(building) as Point));
	const mean = (axis: 0 | 1) => points.reduce((sum, point) => sum + point[axis], 0) / points.length;
	return [mean(0), mean(1)];
}

function cellsOfArea(area: AreaSites, compoundNames: readonly string[]): DraftCell[] {
	const cells = area.sites.flatMap((site) => cellsOfSite(site, compoundNames));
	const all = area.sites.flatMap((site) => site.buildings.map((building) => ({ site, building })));
	const places = new Map(all.map(({ building }) => [building.index, building.at]));
	const placed = new Set(cells.flatMap((cell) => cell.stairwells.map(({ building }) => building)));
	for (const { site, building } of all) {
		if (placed.has(building.index)) continue;
		const gap = (cell: DraftCell) =>
			Math.min(...cell.stairwells.map((well) => distance(places.get(well.building) as Point, building.at))) +
			(cell.block === site.block ? 0 : 60);
		const nearest = [...cells].sort((a, b) => gap(a) - gap(b))[0];
		nearest?.stairwells.push(...building.units.map((_, unit) => ({ building: building.index, unit })));
	}
	return cells;
}

function cellsOfSite(site: BlockSite, compoundNames: readonly string[]): DraftCell[] {
	const kind = SPECIAL[site.use];
	const whole = (buildings: readonly HousingBuilding[]) =>
		buildings.flatMap((building) => building.units.map((_, unit) => ({ building: building.index, unit })));
	if (kind) {
		const firms = Map.groupBy(site.buildings, (building) => (site.use === 'industry' ? building.compound : null));
		return [...firms].map(([compound, buildings]) => ({
			kind,
			stairwells: whole(buildings),
			place: compound === null ? site.name : (compoundNames[compound] ?? site.name),
			block: site.block
		}));
	}
	const lived = site.buildings.filter((building) => building.units.some((count) => count > 0));
	if (lived.length === 0) return [];
	const groups = site.use === 'courtyards' ? laneCells(lived) : stairwellCells(lived);
	return groups.map((stairwells) => ({ kind: 'ordinary', stairwells, place: '', block: site.block }));
}

interface DraftArea {
	readonly community: number;
	readonly name: string;
	/** The name without the word for an area: what its cells are called after. */
	readonly short: string;
	readonly cells: readonly DraftCell[];
}

/** A single compound too large for one living area is parted along its middle. */
function splitLarge(
	area: AreaSites,
	cells: readonly DraftCell[],
	{ places, gazetteer }: { places: ReadonlyMap<number, Point>; gazetteer: Gazetteer }
): DraftArea[] {
	const short = nameOf(area, gazetteer);
	const draft = (pattern: string, part: readonly DraftCell[]): DraftArea => {
		const name = fillPattern(pattern, { name: short });
		return {
			community: area.community,
			name,
			short: pattern === PATTERNS.livingArea ? short : name.slice(0, -1),
			cells: part
		};
	};
	const households = area.sites.reduce((sum, site) => sum + site.households, 0);
	if (area.special || households <= 1250) return [draft(PATTERNS.livingArea, cells)];
	const points = cells.map((cell) => middleOf([cell], places));
	const spread = (axis: 0 | 1) => Math.max(...points.map((p) => p[axis])) - Math.min(...points.map((p) => p[axis]));
	const axis = spread(0) > spread(1) ? 0 : 1;
	const sorted = [...cells].sort((a, b) => middleOf([a], places)[axis] - middleOf([b], places)[axis]);
	const half = Math.ceil(sorted.length / 2);
	const [low, high] = axis === 0 ? [PATTERNS.westArea, PATTERNS.eastArea] : [PATTERNS.southArea, PATTERNS.northArea];
	return [draft(low, sorted.slice(0, half)), draft(high, sorted.slice(half))];
}

function nameOf(area: AreaSites, { communities, worksCommunity, works, oldTown }: Gazetteer): string {
	const [largest] = [...area.sites].sort(
		(a, b) => b.households - a.households || b.buildings.length - a.buildings.length
	);
	if (area.special && largest?.use !== 'college')
		return area.community === worksCommunity
			? works
			: (communities[area.community]?.short ?? '') + (largest?.name ?? '');
	return largest?.name || oldTown;
}
