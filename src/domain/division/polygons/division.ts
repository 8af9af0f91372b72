import type { Assignment } from '#domain/division/polygons/assign';
import type { MadeNames } from '#domain/division/polygons/check';
import type { GroundBuilding } from '#domain/division/polygons/ground';
import { NOWHERE } from '#domain/division/polygons/holders';
import type { Levels } from '#domain/division/polygons/levels';
import type { AssignedSums, Division } from '#domain/division/polygons/report';
import type { Shape } from '#domain/division/polygons/shape';
import type { DraftCell, PlanChanges, UnitMove } from '#domain/division/plan';

interface Count {
	buildings: number;
	units: number;
	households: number;
}

/** How much stands in each polygon; a living area has what its stairwell cells have. */
export function peopleIn(
	buildings: readonly GroundBuilding[],
	{ holders: places, split, left }: Assignment,
	levels: Levels
): { readonly sums: AssignedSums; of(shape: Shape): Count } {
	const counts = new Map<Shape, Count>();
	const add = (shape: Shape | undefined, units: number, households: number, isNew: boolean) => {
		if (!shape) return;
		const count = counts.get(shape) ?? { buildings: 0, units: 0, households: 0 };
		counts.set(shape, count);
		count.units += units;
		count.households += households;
		if (isNew) count.buildings++;
	};
	const sums = { buildings: buildings.length, units: 0, households: 0, leftUnits: 0, leftHouseholds: 0 };
	buildings.forEach(({ units }, building) => {
		const seen = new Set<Shape | undefined>();
		units.forEach(({ households }, unit) => {
			const place = places[building]![unit]!;
			sums.units++;
			sums.households += households;
			if (place === NOWHERE) {
				sums.leftUnits++;
				sums.leftHouseholds += households;
				return;
			}
			for (const shape of [levels.stairs[place], areaAt(place, levels)]) {
				add(shape, 1, households, !seen.has(shape));
				seen.add(shape);
			}
		});
	});
	const nobody: Count = { buildings: 0, units: 0, households: 0 };
	return {
		sums: { ...sums, leftBuildings: left.length, splitBuildings: split.length },
		of: (shape) => counts.get(shape) ?? nobody
	};
}

/** The living area of a holder: of a stairwell cell its parent, of a living area without cells itself. */
function areaAt(place: number, { areas, stairs, parentOf, stairless }: Levels): Shape | undefined {
	return place < stairs.length ? areas[parentOf[place]!] : areas[stairless[place - stairs.length]!];
}

/** The cells that a draft gets. Orphans are gathered in one living area made for them. */
export function divisionOf(
	buildings: readonly GroundBuilding[],
	{ holders: places }: Assignment,
	levels: Levels,
	names: MadeNames
): Division {
	const units = new Map<number, number[]>();
	buildings.forEach((building, index) =>
		building.units.forEach(({ ordinal }, unit) => {
			const place = places[index]![unit]!;
			if (place === NOWHERE) return;
			const there = units.get(place);
			if (there) there.push(ordinal);
			else units.set(place, [ordinal]);
		})
	);
	const areas: Division['areas'][number][] = [];
	const numbers = new Map<Shape | undefined, number>();
	const cells = [...units.keys()]
		.sort((a, b) => a - b)
		.map((place) => {
			const area = areaAt(place, levels);
			if (!numbers.has(area)) {
				numbers.set(area, areas.length);
				areas.push({ name: area ? nameOf(area, names) : names.area, kind: area?.kind ?? 'ordinary' });
			}
			const shape = levels.stairs[place] ?? area!;
			const ordinals = units.get(place)!.sort((a, b) => a - b);
			return { area: numbers.get(area)!, name: nameOf(shape, names), kind: shape.kind, units: ordinals };
		});
	return { areas, cells };
}

function nameOf({ name, code, feature }: Shape, { cell }: MadeNames): string {
	return name || code || `${cell} ${feature}`;
}

/** A division as the one step that makes it of an empty plan. @param newId gives every cell its id. */
export function changesOf({ areas, cells }: Division, newId: () => string): PlanChanges {
	const made = (cell: Pick<DraftCell, 'level' | 'parentId' | 'name' | 'kind'>): DraftCell => {
		return { id: newId(), ...cell, validUntil: null, locked: false, lineageId: null, code: null };
	};
	const parents = areas.map(({ name, kind }) => made({ level: 2, parentId: null, name, kind }));
	const stairs = cells.map(({ area, name, kind }) => made({ level: 3, parentId: parents[area]!.id, name, kind }));
	const moves = cells.map(({ units }, place): UnitMove => ({ units, from: null, to: stairs[place]!.id }));
	return { created: [...parents, ...stairs], moves, removed: [], changed: [] };
}
