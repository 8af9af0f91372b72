import type { DraftBuilding } from '#server/demo/ground/board';
import type { Quarter } from '#server/demo/ground/quarters';
import type { Random } from '#server/demo/random';

export interface Counts {
	readonly households: number;
	readonly people: number;
	readonly elders: number;
	readonly children: number;
	readonly employees: number;
}

interface Age {
	/** Share of dwellings that are lived in. */
	readonly livedIn: number;
	/** People in a household. */
	readonly size: number;
	readonly elders: number;
	readonly children: number;
}

const MIDDLE: Age = { livedIn: 0.93, size: 2.7, elders: 0.19, children: 0.14 };

/** The older the walls, the older the people. */
const AGES: Partial<Record<Quarter, Age>> = {
	old: { livedIn: 0.85, size: 2.1, elders: 0.38, children: 0.07 },
	aged: { livedIn: 0.91, size: 2.25, elders: 0.31, children: 0.09 },
	station: { livedIn: 0.87, size: 2.2, elders: 0.33, children: 0.08 },
	high: { livedIn: 0.9, size: 2.85, elders: 0.12, children: 0.19 },
	new: { livedIn: 0.46, size: 2.6, elders: 0.08, children: 0.21 }
};

/** Square metres of floor for one person at work. */
const FLOOR_PER_EMPLOYEE_M2: Partial<Record<DraftBuilding['kind'], number>> = {
	office: 24,
	shop: 48,
	mixed: 40,
	school: 95,
	hospital: 34,
	industrial: 42,
	public: 55
};

/** Counts of every unit of a building, by the age of its quarter. */
export function countsOf(building: DraftBuilding, quarter: Quarter, random: Random): Counts[] {
	const age = AGES[quarter] ?? MIDDLE;
	const mood = 1 + random.bell() * 0.1;
	return Array.from({ length: building.units }, (): Counts => {
		const households = Math.min(
			building.dwellings,
			Math.round(building.dwellings * Math.min(1, age.livedIn * (1 + random.bell() * 0.06)))
		);
		const people = Math.max(households, Math.round(households * age.size * (1 + random.bell() * 0.06)));
		const elders = Math.min(people, Math.max(0, Math.round(people * age.elders * mood + random.bell() * 0.7)));
		const children = Math.min(
			people - elders,
			Math.max(0, Math.round(people * age.children * (2 - mood) + random.bell() * 0.6))
		);
		return { households, people, elders, children, employees: employeesOf(building) };
	});
}

function employeesOf(building: DraftBuilding): number {
	const floor = FLOOR_PER_EMPLOYEE_M2[building.kind];
	if (!floor || building.label === 'dormitory' || building.label === 'pavilion' || building.label === 'workersHome')
		return 0;
	return Math.round(building.floorM2 / building.units / floor);
}
