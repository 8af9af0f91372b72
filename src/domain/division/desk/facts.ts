import { COUNTED, type UnitFacts } from '#domain/division/desk/members';
import { DeskRefusal } from '#domain/division/desk/refusal';
import type { PlanDraft } from '#domain/division/plan';

/** The units of a draft in the order of their ordinals: where each stands in the draft, and what it counts for. */
export interface DraftFacts {
	readonly ordinals: Int32Array;
	/** Place of each unit in the lists of the draft. */
	readonly rows: Uint32Array;
	readonly facts: UnitFacts;
}

/** Reads a draft's units. Refuses 'foreign-unit' where one is named twice or belongs to no building. */
export function factsOf({ units, buildings }: PlanDraft): DraftFacts {
	const rows = Uint32Array.from(units.ordinal.keys()).sort((a, b) => units.ordinal[a]! - units.ordinal[b]!);
	const ordinals = Int32Array.from(rows, (row) => units.ordinal[row]!);
	const buildingOf = Int32Array.from(rows, (row) => units.building[row] ?? -1);
	const twice = ordinals.some((ordinal, unit) => ordinal < 0 || ordinal === ordinals[unit - 1]);
	if (twice || buildingOf.some((building) => !buildings[building])) throw new DeskRefusal('foreign-unit');
	const counts = new Float64Array(rows.length * COUNTED.length);
	COUNTED.forEach((column, i) => {
		rows.forEach((row, unit) => (counts[unit * COUNTED.length + i] = units[column][row] ?? 0));
	});
	const doors = new Float64Array(buildings.length * 2);
	buildings.forEach(({ door }, building) => doors.set(door, building * 2));
	const compoundNumbers = new Map<string, number>();
	const compoundOf = Int32Array.from(buildings, ({ compoundId }) => {
		if (compoundId === null) return -1;
		const number = compoundNumbers.get(compoundId) ?? compoundNumbers.size;
		compoundNumbers.set(compoundId, number);
		return number;
	});
	return {
		ordinals,
		rows,
		facts: {
			counts,
			buildingOf,
			doors,
			compoundOf,
			households: (unit) => counts[unit * COUNTED.length]!,
			...unitsByBuilding(buildingOf, buildings.length)
		}
	};
}

function unitsByBuilding(buildingOf: Int32Array, buildings: number) {
	const firstUnit = new Uint32Array(buildings + 1);
	for (const building of buildingOf) firstUnit[building + 1]!++;
	for (let building = 0; building < buildings; building++) firstUnit[building + 1]! += firstUnit[building]!;
	const free = firstUnit.slice(0, -1);
	const unitsOf = new Uint32Array(buildingOf.length);
	buildingOf.forEach((building, unit) => (unitsOf[free[building]!++] = unit));
	return { firstUnit, unitsOf };
}
