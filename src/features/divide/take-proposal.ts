import type { DraftCell, PlanChanges } from '#domain/division/plan';
import { changes, type Maker } from '#features/divide/commands';
import type { Ledger } from '#features/divide/ledger';

/** An alternative of the machine, and what it divides: a living area, or with null the whole community. */
export interface TakenProposal {
	readonly groups: readonly (readonly number[])[];
	readonly area: string | null;
}

/**
 * One step that puts a proposal into the draft. A cell goes on, with its name, where more than half of it is more than
 * half of a group; the other cells of the area that are not locked go, and so do living areas that lose their last cell.
 * New cells belong to the living area that most of their units were in.
 */
export function proposalChanges(ledger: Ledger, make: Maker, { groups: found, area }: TakenProposal): PlanChanges {
	const groups = found
		.map((units) => units.filter((unit) => !isLocked(ledger, unit)))
		.filter(({ length }) => length > 0);
	const old = replacedBy(ledger, area);
	const heirs = groups.map((units) => heirOf(ledger, units, old));
	const grouped = new Set(groups.flat());
	const gone = old.filter(
		(cell) => !heirs.includes(cell) && [...ledger.unitsOf(cell.id)].every((unit) => grouped.has(unit))
	);
	const created: DraftCell[] = [];
	const names = new Names(ledger, make, gone);
	const moves = groups.flatMap((units, i) => {
		const heir = heirs[i];
		if (heir) return ledger.movesTo(units, heir.id);
		const parent = parentOf(ledger, units, area) ?? firstArea(created, names);
		const cell = names.cell(parent);
		created.push(cell);
		return ledger.movesTo(units, cell.id);
	});
	return changes({ created, moves, removed: [...gone, ...emptied(ledger, gone, created)] });
}

/** The cells that a proposal for an area puts others in the place of. */
function replacedBy(ledger: Ledger, area: string | null): DraftCell[] {
	const cells = area === null ? ledger.cells(3) : ledger.childrenOf(area);
	return cells.filter(({ locked }) => !locked);
}

function isLocked(ledger: Ledger, unit: number): boolean {
	return ledger.cell(ledger.cellOf(unit) ?? '')?.locked ?? false;
}

function heirOf(ledger: Ledger, units: readonly number[], old: readonly DraftCell[]): DraftCell | undefined {
	const [most, count] = mostOf(units, (unit) => ledger.cellOf(unit));
	if (most === null || count * 2 <= units.length || count * 2 <= ledger.unitsOf(most).size) return undefined;
	return old.find(({ id }) => id === most);
}

function parentOf(ledger: Ledger, units: readonly number[], area: string | null): DraftCell | undefined {
	if (area !== null) return ledger.cell(area);
	const [most] = mostOf(units, (unit) => ledger.cell(ledger.cellOf(unit) ?? '')?.parentId ?? null);
	return (most !== null && ledger.cell(most)) || ledger.cells(2)[0];
}

/** The living area that is made where the community has none. */
function firstArea(created: DraftCell[], names: Names): DraftCell {
	const made = created.find(({ level }) => level === 2);
	if (made) return made;
	const area = names.area();
	created.push(area);
	return area;
}

/** Living areas that had cells and keep none. */
function emptied(ledger: Ledger, gone: readonly DraftCell[], created: readonly DraftCell[]): DraftCell[] {
	const lost = new Set(gone);
	const parents = new Set(gone.map(({ parentId }) => parentId));
	return ledger
		.cells(2)
		.filter(({ id, locked }) => !locked && parents.has(id))
		.filter(({ id }) => ledger.childrenOf(id).every((cell) => lost.has(cell)))
		.filter(({ id }) => created.every(({ parentId }) => parentId !== id));
}

/** What most units have, without those that have nothing, and how many have it. */
function mostOf(units: readonly number[], of: (unit: number) => string | null): [string | null, number] {
	const counts = new Map<string, number>();
	let [most, best]: [string | null, number] = [null, 0];
	for (const unit of units) {
		const key = of(unit);
		if (key === null) continue;
		const count = (counts.get(key) ?? 0) + 1;
		counts.set(key, count);
		if (count > best) [most, best] = [key, count];
	}
	return [most, best];
}

/** Names that nothing has that stays; a name is given once. */
class Names {
	readonly #ledger: Ledger;
	readonly #make: Maker;
	readonly #gone: ReadonlySet<DraftCell>;
	readonly #taken = new Map<string, Set<string>>();
	readonly #next = new Map<string, number>();

	constructor(ledger: Ledger, make: Maker, gone: readonly DraftCell[]) {
		this.#ledger = ledger;
		this.#make = make;
		this.#gone = new Set(gone);
	}

	area(): DraftCell {
		const name = this.#unused('', (n) => this.#make.areaName(n));
		return { ...BLANK, id: this.#make.id(), level: 2, parentId: null, name };
	}

	cell(area: DraftCell): DraftCell {
		const name = this.#unused(area.id, (n) => this.#make.cellName(area, n));
		return { ...BLANK, id: this.#make.id(), level: 3, parentId: area.id, name };
	}

	#unused(parent: string, name: (n: number) => string): string {
		let taken = this.#taken.get(parent);
		if (!taken) {
			const cells = parent === '' ? this.#ledger.cells(2) : this.#ledger.childrenOf(parent);
			this.#taken.set(
				parent,
				(taken = new Set(cells.filter((cell) => !this.#gone.has(cell)).map(({ name: each }) => each)))
			);
		}
		let n = this.#next.get(parent) ?? 1;
		while (taken.has(name(n))) n++;
		this.#next.set(parent, n + 1);
		return name(n);
	}
}

const BLANK = { kind: 'ordinary', validUntil: null, locked: false, lineageId: null, code: null } as const;
