import type { DraftBuilding } from '#domain/division/plan';
import type { LedgerUnit } from '#features/divide/ledger';

/** Some stairwells of one building. */
export interface UnitsOfPlace {
	readonly building: DraftBuilding;
	readonly numbers: readonly number[];
	readonly units: readonly number[];
	readonly households: number;
}

const names = new Intl.Collator('zh-CN', { numeric: true });

/** Units gathered by building, in the order of the names: 2 before 10. */
export function placesOf(units: Iterable<LedgerUnit>): UnitsOfPlace[] {
	const groups = new Map<string, LedgerUnit[]>();
	for (const unit of units) {
		const group = groups.get(unit.building.id);
		if (group) group.push(unit);
		else groups.set(unit.building.id, [unit]);
	}
	return [...groups.values()]
		.map((group) => ({
			building: group[0]!.building,
			numbers: group.map(({ number }) => number).sort((a, b) => a - b),
			units: group.map(({ ordinal }) => ordinal),
			households: group.reduce((sum, { households }) => sum + households, 0)
		}))
		.sort((a, b) => names.compare(a.building.name || a.building.address, b.building.name || b.building.address));
}
