import type { DutyWord } from '#domain/people/duties.words';
import type { MemberKind } from '#domain/people/member';

/** A duty as those responsible for the community see it. */
export interface ChargeDuty {
	readonly id: string;
	readonly nodeId: string;
	/** Null for a duty on the community itself, or on a cell that is no more. */
	readonly cellName: string | null;
	readonly code: string | null;
	readonly level: 2 | 3 | null;
	/** A word of the district's vocabulary. */
	readonly duty: string;
	readonly memberId: string | null;
	/** Null where the reader is not one of the community's workers and the name is not public. */
	readonly name: string | null;
	readonly phone: string | null;
	readonly standIn: boolean;
	/** Whether residents see the name. */
	readonly publicName: boolean;
	readonly validFrom: string;
	/** The day on which it is over; null while nobody has said. */
	readonly validUntil: string | null;
	/** Today, by the database's calendar. */
	readonly inForce: boolean;
	/** Ended; one that has yet to begin is neither in force nor over. */
	readonly over: boolean;
	readonly version: number;
}

/** A cell in force and with how many people it has. */
export interface ChargeCell {
	readonly lineageId: string;
	readonly id: string;
	readonly name: string;
	readonly code: string;
	readonly level: 2 | 3;
	/** Lineage of the living area; null for a living area itself. */
	readonly parentId: string | null;
	readonly parentName: string | null;
	readonly duties: number;
	/** Placed in it; of a living area, in its stairwell cells. */
	readonly members: number;
	readonly households: number;
}

/** A community, its cells in force, and what the reader may know of it. */
export interface Charge {
	readonly districtId: string;
	readonly communityId: string;
	readonly name: string;
	/** The district's vocabulary of duties. */
	readonly words: readonly DutyWord[];
	/** Whether the reader may know and place its members: a worker, and not an administrator as such. */
	readonly knows: boolean;
	/** Those without anybody first. */
	readonly cells: readonly ChargeCell[];
}

/** A member of the community and where they are placed. */
export interface ChargeMember {
	readonly id: string;
	readonly name: string;
	readonly version: number;
	readonly kind: MemberKind;
	/** The building; null where it is not known. */
	readonly home: string | null;
	readonly unit: number | null;
	/** The cell in force; null for nobody's. */
	readonly lineageId: string | null;
	readonly cellName: string | null;
	readonly showsIdentity: boolean;
	/** Away over a longer time today. */
	readonly away: boolean;
	/** How many duties they have today: what they carry already. */
	readonly duties: number;
}

/** Members by page, with how many of the whole community are placed. */
export interface ChargeMembers {
	readonly total: number;
	readonly placed: number;
	readonly unplaced: number;
	readonly rows: readonly ChargeMember[];
}

/** Where a member would go by home. */
export interface Placement {
	readonly id: string;
	readonly name: string;
	readonly version: number;
	readonly home: string;
	readonly unit: number;
	readonly from: string | null;
	/** Null also where the cell is no more. */
	readonly fromName: string | null;
	readonly to: string;
	readonly toName: string;
}

/** A member on the way to another cell, under the version that was seen; `lineage` null: to none. */
export interface Move {
	readonly id: string;
	readonly version: number;
	readonly lineage: string | null;
}

/** Something that was done about who is in charge. */
export interface ChargeEvent {
	readonly id: string;
	readonly at: string;
	readonly actorName: string | null;
	readonly verb: string;
	readonly about: 'duties' | 'members';
	readonly reason: string;
	readonly duty: string | null;
	readonly standIn: boolean | null;
	/** Null where the reader may not know who. */
	readonly person: string | null;
	readonly cellName: string | null;
	readonly fromName: string | null;
	readonly toName: string | null;
	readonly validFrom: string | null;
	readonly validUntil: string | null;
}

/** A living area with its stairwell cells; `area` is null for cells that hang nowhere. */
export interface ChargeArea {
	readonly area: ChargeCell | null;
	readonly cells: readonly ChargeCell[];
}

/** Duties in the order of the district's vocabulary, stand-ins after whom they stand in for. */
export function byWord<Duty extends Pick<ChargeDuty, 'duty' | 'standIn'>>(
	duties: readonly Duty[],
	words: readonly DutyWord[]
): Duty[] {
	const rank = ({ duty, standIn }: Duty) => {
		const place = words.findIndex(({ key }) => key === duty);
		return (place < 0 ? words.length : place) * 2 + Number(standIn);
	};
	return [...duties].sort((a, b) => rank(a) - rank(b));
}

/** Whether nobody answers for a cell today. */
export const isVacant = (cell: Pick<ChargeCell, 'duties'>): boolean => cell.duties === 0;

/** How many of the stairwell cells, and of the living areas, have nobody. */
export function vacancies(cells: readonly ChargeCell[]): {
	readonly stairs: number;
	readonly vacantStairs: number;
	readonly areas: number;
	readonly vacantAreas: number;
} {
	const stairs = cells.filter(({ level }) => level === 3);
	const areas = cells.filter(({ level }) => level === 2);
	return {
		stairs: stairs.length,
		vacantStairs: stairs.filter(isVacant).length,
		areas: areas.length,
		vacantAreas: areas.filter(isVacant).length
	};
}

/**
 * The cells by living area: those with somebody to find first, the areas as well as the cells in each, else by code.
 * With `vacantOnly`, what has somebody is left out; an area stays where one of its cells does.
 */
export function byArea(cells: readonly ChargeCell[], vacantOnly = false): ChargeArea[] {
	const areas = new Map(cells.filter(({ level }) => level === 2).map((area) => [area.lineageId, area] as const));
	const below = groupedBy(
		cells.filter((cell) => cell.level === 3 && (!vacantOnly || isVacant(cell))),
		({ parentId }) => (parentId !== null && areas.has(parentId) ? parentId : null)
	);
	const found = [...areas.values()].map((area) => ({ area, cells: below.get(area.lineageId) ?? [] }));
	const loose = below.get(null) ?? [];
	const all: ChargeArea[] = loose.length > 0 ? [...found, { area: null, cells: loose }] : found;
	return all
		.filter((group) => !vacantOnly || group.cells.length > 0 || (group.area && isVacant(group.area)))
		.map((group) => ({ ...group, cells: [...group.cells].sort(vacantFirst) }))
		.sort((a, b) => Number(hasVacant(b)) - Number(hasVacant(a)) || compare(a.area?.code ?? '', b.area?.code ?? ''));
}

/** Rows by a key, in their order. `Map.groupBy` is younger than the browsers of some offices. */
export function groupedBy<Key, Row>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
	const found = new Map<Key, Row[]>();
	for (const row of rows) {
		const key = keyOf(row);
		const group = found.get(key);
		if (group) group.push(row);
		else found.set(key, [row]);
	}
	return found;
}

function hasVacant({ area, cells }: ChargeArea): boolean {
	return (area !== null && isVacant(area)) || cells.some(isVacant);
}

function vacantFirst(a: ChargeCell, b: ChargeCell): number {
	return Number(isVacant(b)) - Number(isVacant(a)) || compare(a.code, b.code);
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}
