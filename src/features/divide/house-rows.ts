import type { DraftBuilding, PlanDraft } from '#domain/division/plan';
import type { LedgerUnit } from '#features/divide/ledger';

/** A building as a line of the list. */
export interface HouseRow {
	readonly building: DraftBuilding;
	/** Name of its walled estate; empty for none. */
	readonly compound: string;
	readonly units: readonly LedgerUnit[];
	/** Ordinals of its units. */
	readonly ordinals: readonly number[];
	readonly households: number;
	/** What a search looks through; put together when it is first asked for. */
	readonly text: string;
}

/** What the list shall show. */
export interface ListWish {
	readonly text: string;
	/** A compound by its id, `none` for buildings outside of any, empty for all. */
	readonly compound: string;
	/** Only buildings with something in no cell. */
	readonly onlyFree: boolean;
}

/** Buildings that stand in no walled estate. */
export const NO_COMPOUND = 'none';

/** Every building with units as a line: compound by compound, and in each in the order of the numbers, 2 before 10. */
export function houseRows(
	{ buildings, compounds }: Pick<PlanDraft, 'buildings' | 'compounds'>,
	unitsOf: (building: string) => readonly LedgerUnit[],
	locale: string
): HouseRow[] {
	const collator = new Intl.Collator(locale, { numeric: true });
	const ranked = [...compounds].sort((a, b) => collator.compare(a.name, b.name));
	const place = new Map(ranked.map(({ id }, rank) => [id, rank]));
	// compound by compound and with plain strings: a collator would take a fifth of a second for 20,000 houses
	const groups: { row: HouseRow; key: string }[][] = Array.from({ length: ranked.length + 1 }, () => []);
	for (const building of buildings) {
		const units = unitsOf(building.id);
		if (units.length === 0) continue;
		const rank = place.get(building.compoundId ?? '') ?? ranked.length;
		groups[rank]!.push({ row: rowOf(building, ranked[rank]?.name ?? '', units), key: keyOf(building) });
	}
	return groups.flatMap((group) =>
		group.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)).map(({ row }) => row)
	);
}

function rowOf(building: DraftBuilding, compound: string, units: readonly LedgerUnit[]): HouseRow {
	let text: string | null = null;
	return {
		building,
		compound,
		units,
		ordinals: units.map(({ ordinal }) => ordinal),
		households: units.reduce((sum, unit) => sum + unit.households, 0),
		get text() {
			return (text ??= folded(`${building.name} ${building.address} ${compound}`));
		}
	};
}

/** The lines that fit, those with something in no cell (`free`) first. */
export function listed(rows: readonly HouseRow[], wish: ListWish, free: ReadonlySet<number>): HouseRow[] {
	const words = folded(wish.text).split(/\s+/).filter(Boolean);
	const [open, rest]: [HouseRow[], HouseRow[]] = [[], []];
	for (const row of rows) {
		const { compoundId } = row.building;
		if (wish.compound === NO_COMPOUND ? compoundId !== null : wish.compound && compoundId !== wish.compound) continue;
		if (!words.every((word) => row.text.includes(word))) continue;
		if (row.ordinals.some((unit) => free.has(unit))) open.push(row);
		else if (!wish.onlyFree) rest.push(row);
	}
	return [...open, ...rest];
}

/** The lines from one to another, both included, whichever comes first; only the second where the first is not listed. */
export function rowsBetween(rows: readonly HouseRow[], from: string | null, to: string): HouseRow[] {
	const at = (id: string | null) => rows.findIndex(({ building }) => building.id === id);
	const [a, b] = [at(from), at(to)];
	if (b < 0) return [];
	return a < 0 ? [rows[b]!] : rows.slice(Math.min(a, b), Math.max(a, b) + 1);
}

/** Half-width, lower case: what is typed with a Chinese keyboard finds the same. */
function folded(text: string): string {
	return text.normalize('NFKC').toLowerCase();
}

/** Numbers in a name are filled up with zeros, so that plain comparison counts them. */
function keyOf({ name, address }: DraftBuilding): string {
	return folded(name || address).replace(/\d+/g, (digits) => digits.padStart(6, '0'));
}
