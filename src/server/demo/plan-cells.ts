import { distance } from '#server/demo/shape/plane';
import type { Point } from '#server/demo/shape/plane';

/** A stairwell by the number of its building and its place in the building's units. */
export interface Stairwell {
	readonly building: number;
	readonly unit: number;
}

/** A building as the division sees it: where it stands and the households behind each of its stairwells. */
export interface HousingBuilding {
	readonly index: number;
	readonly at: Point;
	readonly units: readonly number[];
}

/** A stairwell cell holds 30 to 100 households, in one to four stairwells of one or two neighbouring buildings. */
const LEAST = 30;
const MOST = 100;
const MOST_UNITS = 4;
const NEIGHBOURS_M = 110;
/** Houses without stairwells are gathered by the lane until a cell would hold more than this. */
const LANE_CELL = 78;

const total = (building: HousingBuilding) => building.units.reduce((sum, count) => sum + count, 0);
const whole = (building: HousingBuilding): Stairwell[] =>
	building.units.map((_, unit) => ({ building: building.index, unit }));

/** Gathers the stairwells of one compound into cells. Small buildings look for a small neighbour. */
export function stairwellCells(buildings: readonly HousingBuilding[]): Stairwell[][] {
	const cells: Stairwell[][] = [];
	const single: HousingBuilding[][] = [];
	for (const building of buildings) {
		if (total(building) > MOST || building.units.length > MOST_UNITS) cells.push(...splitBuilding(building));
		else joinNeighbour(single, building);
	}
	return [...cells, ...single.map((group) => group.flatMap(whole))];
}

function joinNeighbour(groups: HousingBuilding[][], building: HousingBuilding): void {
	const fits = (group: HousingBuilding[]) => {
		const other = group[0] as HousingBuilding;
		if (group.length > 1 || Math.min(total(other), total(building)) >= LEAST) return false;
		const stairwells = other.units.length + building.units.length;
		return (
			stairwells <= MOST_UNITS &&
			total(other) + total(building) <= MOST &&
			distance(other.at, building.at) < NEIGHBOURS_M
		);
	};
	const near = groups
		.filter(fits)
		.sort(
			(a, b) =>
				distance((a[0] as HousingBuilding).at, building.at) - distance((b[0] as HousingBuilding).at, building.at)
		);
	if (near[0]) near[0].push(building);
	else groups.push([building]);
}

/** Even runs of stairwells, as few as the limits allow. */
function splitBuilding(building: HousingBuilding): Stairwell[][] {
	const stairwells = whole(building);
	const least = Math.max(Math.ceil(total(building) / MOST), Math.ceil(stairwells.length / MOST_UNITS));
	for (let parts = least; parts < stairwells.length; parts++) {
		const runs = evenRuns(stairwells, parts);
		const held = (run: Stairwell[]) => run.reduce((sum, { unit }) => sum + (building.units[unit] ?? 0), 0);
		if (runs.every((run) => held(run) <= MOST)) return runs;
	}
	return stairwells.map((stairwell) => [stairwell]);
}

function evenRuns<T>(list: readonly T[], parts: number): T[][] {
	const at = (i: number) => Math.round((i * list.length) / parts);
	return Array.from({ length: parts }, (_, i) => list.slice(at(i), at(i + 1)));
}

/** Gathers single houses into cells by halving the ground across its longer side. */
export function laneCells(buildings: readonly HousingBuilding[]): Stairwell[][] {
	const households = buildings.reduce((sum, building) => sum + total(building), 0);
	if (households <= LANE_CELL || buildings.length < 2) return [buildings.flatMap(whole)];
	const spread = (axis: 0 | 1) =>
		Math.max(...buildings.map((b) => b.at[axis])) - Math.min(...buildings.map((b) => b.at[axis]));
	const axis = spread(0) > spread(1) ? 0 : 1;
	const sorted = [...buildings].sort((a, b) => a.at[axis] - b.at[axis]);
	let [half, counted] = [0, 0];
	while (half < sorted.length - 1 && counted < households / 2) counted += total(sorted[half++] as HousingBuilding);
	return [...laneCells(sorted.slice(0, half)), ...laneCells(sorted.slice(half))];
}
