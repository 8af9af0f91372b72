import { describe, expect, test } from 'vitest';
import { Desk } from '#domain/division/desk/desk';
import { cellOutlines, openTopology, type OpenTopology } from '#domain/division/outline';
import type { CellMeter, DeskNews, DrawnCell } from '#domain/division/desk/news';
import type { ParcelTopology } from '#domain/division/parcel-topology';
import { opposite, type DraftCell, type PlanChanges, type PlanDraft } from '#domain/division/plan';
import { deskTown, draftCell, type DeskTown } from '#fixtures/division/desk-town';
import { seededRandom } from '#fixtures/random';

const NOTHING: PlanChanges = { moves: [], created: [], removed: [], changed: [] };

/** What the plain way knows: which cell each unit is in, and which cells there are. */
class PlainDesk {
	readonly cells = new Map<string, DraftCell>();
	readonly cellOf: (string | null)[];
	readonly #draft: PlanDraft;
	readonly #topology: OpenTopology;
	readonly #neighbours: Set<number>[];

	constructor({ draft, bytes }: DeskTown) {
		this.#draft = draft;
		for (const cell of draft.cells) this.cells.set(cell.id, cell);
		this.cellOf = draft.units.cell.map((index) => draft.cells[index]?.id ?? null);
		this.#topology = openTopology(JSON.parse(new TextDecoder().decode(bytes)) as ParcelTopology);
		const { arcs, left, right } = this.#topology;
		this.#neighbours = Array.from({ length: this.#topology.unitCount }, () => new Set());
		arcs.forEach((points, arc) => {
			if (left[arc]! < 0 || right[arc]! < 0 || points.every(([x, y]) => x === points[0]![0] && y === points[0]![1]))
				return;
			this.#neighbours[left[arc]!]!.add(right[arc]!);
			this.#neighbours[right[arc]!]!.add(left[arc]!);
		});
	}

	apply({ created, changed, moves, removed }: PlanChanges): void {
		for (const cell of created) this.cells.set(cell.id, cell);
		for (const { id, after } of changed) this.cells.set(id, { ...this.cells.get(id)!, ...after });
		for (const { units, to } of moves) for (const unit of units) this.cellOf[unit] = to;
		for (const { id } of removed) this.cells.delete(id);
	}

	holds(cell: DraftCell, unit: number): boolean {
		const stairs = this.cellOf[unit] ?? null;
		if (stairs === null) return false;
		return cell.level === 3 ? stairs === cell.id : this.cells.get(stairs)!.parentId === cell.id;
	}

	outlines(): Map<string, DrawnCell> {
		const drawn = new Map<string, DrawnCell>();
		for (const level of [2, 3] as const) {
			const cells = [...this.cells.values()].filter((cell) => cell.level === level);
			const index = new Map(cells.map(({ id }, i) => [id, i]));
			const nameOf = (stairs: string | null) => (level === 2 && stairs ? this.cells.get(stairs)!.parentId : stairs);
			// units of the other community come after those of the draft: they are in no cell
			const cellOf = Int32Array.from({ length: this.#topology.unitCount }, (_, unit) => {
				const name = nameOf(this.cellOf[unit] ?? null);
				return name === null ? -1 : index.get(name)!;
			});
			cellOutlines(this.#topology, cellOf, cells.length).forEach(({ geometry, labelPoint }, i) => {
				drawn.set(cells[i]!.id, { cell: cells[i]!.id, level, geometry, label: labelPoint });
			});
		}
		return drawn;
	}

	meters(): Map<string, CellMeter> {
		const { units } = this.#draft;
		return new Map(
			[...this.cells.values()].map((cell) => {
				const held = units.ordinal.filter((unit) => this.holds(cell, unit));
				const sum = (column: readonly number[]) => held.reduce((total, unit) => total + column[unit]!, 0);
				const { households, people, elders, children, employees, members } = units;
				const meter = {
					cell: cell.id,
					households: sum(households),
					people: sum(people),
					elders: sum(elders),
					children: sum(children),
					employees: sum(employees),
					members: sum(members),
					units: held.length,
					buildings: new Set(held.map((unit) => units.building[unit])).size,
					parts: this.#parts(new Set(held))
				};
				return [cell.id, meter];
			})
		);
	}

	#parts(held: Set<number>): number {
		let parts = 0;
		const open = new Set(held);
		for (const root of held) {
			if (!open.delete(root)) continue;
			parts++;
			const queue = [root];
			for (let unit = queue.shift(); unit !== undefined; unit = queue.shift()) {
				for (const other of this.#neighbours[unit]!) if (open.delete(other)) queue.push(other);
			}
		}
		return parts;
	}
}

/** The page: it keeps what it was told last of each cell. */
class Told {
	readonly outlines = new Map<string, DrawnCell>();
	readonly meters = new Map<string, CellMeter>();
	unassigned: DeskNews['unassigned'] = { units: [], households: 0 };

	hear(news: DeskNews, changes: PlanChanges): void {
		for (const cell of news.cells) this.outlines.set(cell.cell, cell);
		for (const meter of news.meters) this.meters.set(meter.cell, meter);
		for (const { id } of changes.removed) {
			expect(this.outlines.get(id)?.geometry.coordinates).toEqual([]);
			this.outlines.delete(id);
			this.meters.delete(id);
		}
		this.unassigned = news.unassigned;
	}
}

function randomStep(plain: PlainDesk, draft: PlanDraft, random: () => number, turn: number): PlanChanges {
	const pick = <Thing>(things: readonly Thing[]): Thing => things[Math.floor(random() * things.length)]!;
	const cells = [...plain.cells.values()];
	const stairs = cells.filter(({ level }) => level === 3);
	const areas = cells.filter(({ level }) => level === 2);
	const unitsOf = (id: string) => draft.units.ordinal.filter((unit) => plain.cellOf[unit] === id);
	const movesTo = (units: readonly number[], to: string | null) =>
		[...Map.groupBy(units, (unit) => plain.cellOf[unit] ?? null)].map(([from, some]) => ({ units: some, from, to }));
	const some = () => {
		const first = Math.floor(random() * draft.units.ordinal.length);
		return draft.units.ordinal.slice(first, first + 1 + Math.floor(random() * 5));
	};
	const kind = random();
	if (kind < 0.45) return { ...NOTHING, moves: movesTo(some(), random() < 0.15 ? null : pick(stairs).id) };
	if (kind < 0.6) {
		const area = draftCell(`new-area-${turn}`, 2, null);
		const cell = draftCell(`new-${turn}`, 3, random() < 0.3 ? area.id : pick(areas).id);
		const created = cell.parentId === area.id ? [cell, area] : [cell];
		return { ...NOTHING, created, moves: movesTo(some(), cell.id) };
	}
	if (kind < 0.72) {
		const from = pick(stairs);
		const units = unitsOf(from.id).filter(() => random() < 0.5);
		return { ...NOTHING, created: [{ ...from, id: `split-${turn}` }], moves: movesTo(units, `split-${turn}`) };
	}
	if (kind < 0.86 && stairs.length > 2) {
		const [gone, into] = [pick(stairs), pick(stairs)];
		if (gone.id === into.id) return { ...NOTHING, moves: movesTo(unitsOf(gone.id), null) };
		return { ...NOTHING, moves: movesTo(unitsOf(gone.id), into.id), removed: [gone] };
	}
	const moved = pick(stairs);
	const after = { parentId: pick(areas).id };
	return { ...NOTHING, changed: [{ id: moved.id, before: { parentId: moved.parentId }, after }] };
}

describe('a draft on the desk', () => {
	test.each([
		{ seed: 1, side: 9, block: 3, steps: 700, every: 2 },
		{ seed: 2, side: 7, block: null, steps: 400, every: 1 },
		{ seed: 3, side: 20, block: 4, steps: 150, every: 5 }
	])('is after every step what it is from scratch, seed $seed', ({ seed, side, block, steps, every }) => {
		const town = deskTown({ seed, side, block });
		const { draft } = town;
		const desk = Desk.open(town.bytes, draft);
		const plain = new PlainDesk(town);
		const told = new Told();
		const random = seededRandom(seed);
		told.hear(desk.whole(), NOTHING);
		const done: PlanChanges[] = [];
		const act = (changes: PlanChanges) => {
			told.hear(desk.apply(changes), changes);
			plain.apply(changes);
		};
		if (block === null) act({ ...NOTHING, created: [draftCell('c', 3, 'a'), draftCell('a', 2, null)] });
		for (let turn = 0; turn < steps; turn++) {
			const back = random() < 0.25 ? done.pop() : undefined;
			const changes = back ? opposite(back) : randomStep(plain, draft, random, turn);
			act(changes);
			if (!back) done.push(changes);
			if (turn % every > 0) continue;
			expect(told.outlines).toEqual(plain.outlines());
			expect(told.meters).toEqual(plain.meters());
			const loose = draft.units.ordinal.filter((unit) => plain.cellOf[unit] === null);
			const households = loose.reduce((sum, unit) => sum + draft.units.households[unit]!, 0);
			expect(told.unassigned).toEqual({ units: loose, households });
		}
		while (done.length > 0) act(opposite(done.pop()!));
		expect(told.outlines).toEqual(new Map(plain.outlines()));
		expect(plain.cellOf).toEqual(draft.units.cell.map((index) => draft.cells[index]?.id ?? null));
	});

	test('opened as it is left: what a second desk says of it is the same', () => {
		const town = deskTown({ seed: 4, side: 8, block: 2 });
		const desk = Desk.open(town.bytes, town.draft);
		const units = town.draft.units.ordinal.slice(0, 9);
		const moves = [...Map.groupBy(units, (unit) => town.draft.units.cell[unit]!)].map(([index, some]) => ({
			units: some,
			from: town.draft.cells[index]!.id,
			to: 'cell-15'
		}));
		desk.whole();
		desk.apply({ ...NOTHING, moves });
		const at = town.draft.cells.findIndex(({ id }) => id === 'cell-15');
		const cell = town.draft.units.cell.map((index, unit) => (unit < 9 ? at : index));
		const again = Desk.open(town.bytes, { ...town.draft, units: { ...town.draft.units, cell } });
		expect(desk.whole()).toEqual(again.whole());
	});

	test('only what changed is told', () => {
		const town = deskTown({ seed: 5, side: 12, block: 3 });
		const desk = Desk.open(town.bytes, town.draft);
		expect(desk.whole().cells).toHaveLength(town.draft.cells.length);
		// the third row of houses is the last one of the first row of cells
		const unit = town.draft.units.building.indexOf(24);
		const news = desk.apply({ ...NOTHING, moves: [{ units: [unit], from: 'cell-0', to: 'cell-4' }] });
		expect(news.cells.map(({ cell }) => cell).sort()).toEqual(['cell-0', 'cell-4']);
		expect(news.meters.map(({ cell }) => cell).sort()).toEqual(['cell-0', 'cell-4']);
		const far = desk.apply({ ...NOTHING, moves: [{ units: [unit], from: 'cell-4', to: 'cell-15' }] });
		expect(far.meters.find(({ cell }) => cell === 'cell-15')!.parts).toBe(2);
		expect(far.cells.map(({ cell }) => cell).sort()).toEqual(['area-0', 'area-3', 'cell-15', 'cell-4']);
	});
});

describe('what the desk does not do', () => {
	const town = deskTown({ seed: 6, side: 6, block: 2 });
	const [unit, other] = [0, town.draft.units.ordinal.at(-1)!];
	const move = (units: readonly number[], from: string | null, to: string | null) => ({
		...NOTHING,
		moves: [{ units, from, to }]
	});
	const cell0 = town.draft.cells.find(({ id }) => id === 'cell-0')!;
	const area0 = town.draft.cells.find(({ id }) => id === 'area-0')!;
	const empty = draftCell('empty', 3, 'area-0');
	const cases: [string, PlanChanges, string][] = [
		['a unit of another community', move([town.parcels.length - 1], 'cell-0', 'cell-1'), 'foreign-unit'],
		['a unit that is not', move([-1], null, 'cell-1'), 'foreign-unit'],
		['a unit named twice', move([unit, unit], 'cell-0', 'cell-1'), 'foreign-unit'],
		['a unit that is elsewhere', move([unit, other], 'cell-0', 'cell-1'), 'units-moved'],
		['a unit that is not unassigned', move([unit], null, 'cell-1'), 'units-moved'],
		['from a cell that is not', move([unit], 'nowhere', 'cell-1'), 'units-moved'],
		['to a cell that is not', move([unit], 'cell-0', 'nowhere'), 'not-a-cell'],
		['to a living area', move([unit], 'cell-0', 'area-0'), 'not-a-cell'],
		['a cell twice', { ...NOTHING, created: [empty, empty] }, 'cell-exists'],
		['a cell that is', { ...NOTHING, created: [cell0] }, 'cell-exists'],
		['a stairwell cell in nothing', { ...NOTHING, created: [{ ...empty, parentId: null }] }, 'cell-unfit'],
		['a stairwell cell in its like', { ...NOTHING, created: [{ ...empty, parentId: 'cell-0' }] }, 'not-a-cell'],
		['a living area in another', { ...NOTHING, created: [{ ...empty, level: 2 }] }, 'cell-unfit'],
		['a change to what is not', { ...NOTHING, changed: [{ id: 'nowhere', before: {}, after: {} }] }, 'cell-gone'],
		['another level', { ...NOTHING, changed: [{ id: 'cell-0', before: {}, after: { level: 2 } }] }, 'cell-unfit'],
		['to remove what is not', { ...NOTHING, removed: [empty] }, 'cell-gone'],
		['to remove a cell with units', { ...NOTHING, removed: [cell0] }, 'cell-in-use'],
		['to remove an area with cells', { ...NOTHING, removed: [area0] }, 'cell-in-use']
	];

	test.each(cases)('%s is refused, and nothing is half done', (_, changes, refusal) => {
		const desk = Desk.open(town.bytes, town.draft);
		const before = desk.whole();
		const whole = { ...changes, created: [draftCell('beside', 3, 'area-1'), ...changes.created] };
		expect(() => desk.apply(whole)).toThrow(expect.objectContaining({ refusal }));
		expect(desk.whole()).toEqual(before);
	});

	test('other bytes, and a draft that contradicts itself', () => {
		const refused = (bytes: Uint8Array, draft: PlanDraft, refusal: string) =>
			expect(() => Desk.open(bytes, draft)).toThrow(expect.objectContaining({ refusal }));
		refused(new Uint8Array([1, 2]), town.draft, 'damaged-parcels');
		refused(new TextEncoder().encode('{}'), town.draft, 'damaged-parcels');
		refused(new TextEncoder().encode('null'), town.draft, 'damaged-parcels');
		const { units } = town.draft;
		refused(town.bytes, { ...town.draft, units: { ...units, ordinal: units.ordinal.map(() => 3) } }, 'foreign-unit');
		refused(
			town.bytes,
			{ ...town.draft, units: { ...units, building: units.building.map(() => 999) } },
			'foreign-unit'
		);
		refused(town.bytes, { ...town.draft, units: { ...units, cell: units.cell.map(() => 0) } }, 'not-a-cell');
		refused(town.bytes, { ...town.draft, cells: town.draft.cells.slice(1) }, 'not-a-cell');
	});

	test('a draft for buildings that are gone is opened, and they are listed; so are those it does not know', () => {
		const { units } = town.draft;
		const ordinal = units.ordinal.map((each) => (each === 5 ? 100_000 : each));
		const desk = Desk.open(town.bytes, { ...town.draft, units: { ...units, ordinal } });
		expect(desk.gaps).toEqual({ withoutGround: [100_000], notInDraft: [5] });
		expect(Desk.open(town.bytes, town.draft).gaps).toEqual({ withoutGround: [], notInDraft: [] });
		const name = town.draft.cells[units.cell[5]!]!.id;
		const held = units.cell.filter((index) => index === units.cell[5]).length;
		const meter = desk.whole().meters.find(({ cell }) => cell === name)!;
		expect(meter.units).toBe(held);
		const news = desk.apply({ ...NOTHING, moves: [{ units: [100_000], from: name, to: null }] });
		expect(news.cells).toEqual([]);
		expect(news.unassigned.units).toEqual([100_000]);
	});
});
