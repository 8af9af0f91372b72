import type { MultiPolygon, Polygon } from 'geojson';
import { CellBook } from '#domain/division/desk/cell-book';
import { factsOf } from '#domain/division/desk/facts';
import { gapsOf } from '#domain/division/desk/gaps';
import { beyond, groundOf, parcelsFrom, type DeskGround } from '#domain/division/desk/ground';
import { Members, type UnitFacts } from '#domain/division/desk/members';
import type { CellMeter, DeskGaps, DeskNews, DeskWish, DrawnCell, SketchedCell } from '#domain/division/desk/news';
import { Places } from '#domain/division/desk/places';
import { frameOf, type ProposalFrame } from '#domain/division/desk/proposals';
import { DeskRefusal } from '#domain/division/desk/refusal';
import { RingStringer } from '#domain/division/desk/rings';
import { Strands } from '#domain/division/desk/strands';
import { DoorWalks } from '#domain/division/desk/walks';
import type { PlanChanges, PlanDraft } from '#domain/division/plan';
import type { LngLat } from '#domain/place/coord';

const NONE = -1;
const NO_GROUND: MultiPolygon = { type: 'MultiPolygon', coordinates: [] };

/** One of the two levels: which unit is in which cell, and which lines are around which cell. */
interface Level {
	readonly members: Members;
	readonly strands: Strands;
}

/**
 * A community being divided. A change costs what it touches: lines that change sides, sums of the units that move,
 * pieces and outlines of the cells that are different afterwards. Outlines are those of `cellOutlines`, exactly.
 */
export class Desk {
	readonly gaps: DeskGaps;
	readonly #draft: PlanDraft;
	readonly #ground: DeskGround;
	/** Ordinals of the units, rising, and the other way round. */
	readonly #ordinals: Int32Array;
	readonly #unitOf: ReadonlyMap<number, number>;
	readonly #facts: UnitFacts;
	readonly #book = new CellBook();
	readonly #stairs: Level;
	readonly #areas: Level;
	readonly #stringer: RingStringer;
	#places: Places | null = null;
	#walks: DoorWalks | null = null;
	#unassigned: DeskNews['unassigned'] | null = null;

	/** Opens a draft. Refuses 'damaged-parcels', 'foreign-unit' (a unit twice), and 'not-a-cell', 'cell-unfit'. */
	static open(parcels: Uint8Array, draft: PlanDraft): Desk {
		return new Desk(parcels, draft);
	}

	private constructor(parcels: Uint8Array, draft: PlanDraft) {
		const topology = parcelsFrom(parcels);
		const { ordinals, rows, facts } = factsOf(draft);
		this.#draft = draft;
		this.#ordinals = ordinals;
		this.#unitOf = new Map(Array.from(ordinals, (ordinal, unit) => [ordinal, unit]));
		this.#facts = facts;
		this.#ground = groundOf(topology, ordinals);
		this.gaps = gapsOf(topology, this.#ground, ordinals, draft.community.boundary);
		this.#stringer = new RingStringer(this.#ground);
		this.#stairs = this.#level();
		this.#areas = this.#level();
		this.#fill(rows);
	}

	/** Everything, as after opening. */
	whole(): DeskNews {
		for (const [number, { level }] of this.#book.entries()) {
			const { members, strands } = this.#at(level);
			members.changed.add(number);
			strands.changed.add(number);
		}
		return this.#news([]);
	}

	/** Applies a step whole or not at all, and tells what is different. See DivisionDesk for the refusals. */
	apply(changes: PlanChanges): DeskNews {
		this.#check(changes);
		const { created, changed, moves, removed } = changes;
		for (const cell of created) {
			const number = this.#book.add(cell);
			this.#at(cell.level).members.changed.add(number);
			this.#at(cell.level).strands.changed.add(number);
		}
		for (const { id, after } of changed) this.#change(id, after);
		for (const { units, to } of moves) {
			const cell = to === null ? NONE : this.#book.number(to)!;
			for (const ordinal of units) this.#move(this.#unitOf.get(ordinal)!, cell);
			this.#unassigned = null;
		}
		return this.#news(
			removed.map(({ id }) => {
				const { level } = this.#book.cell(this.#book.number(id)!)!;
				const number = this.#book.remove(id);
				this.#at(level).members.changed.delete(number);
				this.#at(level).strands.changed.delete(number);
				return { cell: id, level, geometry: NO_GROUND, label: null };
			})
		);
	}

	unitAt(at: LngLat): number | null {
		const unit = this.#placesReady().at(at);
		return unit === null ? null : this.#ordinals[unit]!;
	}

	unitsIn(area: Polygon): number[] {
		return this.#placesReady()
			.within(area)
			.map((unit) => this.#ordinals[unit]!);
	}

	unitsAlong(line: readonly LngLat[], metres: number): number[] {
		return this.#placesReady()
			.along(line, metres)
			.map((unit) => this.#ordinals[unit]!);
	}

	ground(ordinals: readonly number[]): MultiPolygon {
		const chosen = new Set(ordinals.map((ordinal) => this.#unit(ordinal)));
		const { firstHalf, halves, left, right } = this.#ground;
		const around: number[] = [];
		for (const unit of chosen) {
			for (let i = firstHalf[unit]!; i < firstHalf[unit + 1]!; i++) {
				const half = halves[i]!;
				if (!chosen.has((half & 1 ? left : right)[half >> 1]!)) around.push(half);
			}
		}
		return this.#stringer.shape(Uint32Array.from(around).sort());
	}

	/** The outlines that groups of units would have as cells, and which of them would be beside which. */
	sketch(groups: readonly (readonly number[])[]): SketchedCell[] {
		const groupOf = new Int32Array(this.#ordinals.length).fill(NONE);
		groups.forEach((units, group) => {
			for (const ordinal of units) groupOf[this.#unit(ordinal)] = group;
		});
		const { firstHalf, halves } = this.#ground;
		return groups.map((units, group) => {
			const around: number[] = [];
			const beside = new Set<number>();
			for (const unit of units.map((ordinal) => this.#unit(ordinal))) {
				for (const half of halves.subarray(firstHalf[unit], firstHalf[unit + 1])) {
					const other = beyond(this.#ground, half);
					if (other >= 0 && groupOf[other] === group) continue;
					around.push(half);
					if (other >= 0 && groupOf[other] !== NONE) beside.add(groupOf[other]!);
				}
			}
			return { ...this.#stringer.outline(Uint32Array.from(around).sort()), beside: [...beside] };
		});
	}

	/** Units with a common border with any of these, without these. */
	neighbours(ordinals: readonly number[]): number[] {
		const chosen = new Set(ordinals.map((ordinal) => this.#unit(ordinal)));
		const { firstHalf, halves, hasLength } = this.#ground;
		const found = new Set<number>();
		for (const unit of chosen) {
			for (const half of halves.subarray(firstHalf[unit], firstHalf[unit + 1])) {
				const other = hasLength[half >> 1] ? beyond(this.#ground, half) : NONE;
				if (other !== NONE && !chosen.has(other)) found.add(other);
			}
		}
		return Array.from(found, (unit) => this.#ordinals[unit]!).sort((a, b) => a - b);
	}

	setNetwork(bytes: Uint8Array): void {
		const { doors } = this.#facts;
		this.#walks = new DoorWalks(bytes, doors);
	}

	/** The walk across a cell in pieces of work of a few milliseconds; see DivisionDesk.diameter. */
	*diameter(cell: string): Generator<void, { metres: number } | null> {
		const number = this.#book.number(cell);
		if (number === undefined) throw new DeskRefusal('not-a-cell');
		const buildings = new Set<number>();
		this.#at(this.#book.cell(number)!.level).members.forEach(number, (unit) =>
			buildings.add(this.#facts.buildingOf[unit]!)
		);
		return this.#walks ? yield* this.#walks.across([...buildings]) : null;
	}

	frame(wish: DeskWish): ProposalFrame {
		return frameOf(
			{
				ground: this.#ground,
				facts: this.#facts,
				ordinals: this.#ordinals,
				book: this.#book,
				cellOf: this.#stairs.members.cellOf,
				areaOf: this.#areas.members.cellOf,
				streets: this.#walks?.streets() ?? []
			},
			wish
		);
	}

	#level(): Level {
		const members = new Members(this.#ground, this.#facts);
		return { members, strands: new Strands(this.#ground, members.cellOf) };
	}

	#at(level: 2 | 3): Level {
		return level === 2 ? this.#areas : this.#stairs;
	}

	#fill(rows: Uint32Array): void {
		const { cells, units } = this.#draft;
		this.#book.check({ created: cells, changed: [], moves: [], removed: [] }, () => 0);
		const numbers = cells.map((cell) => this.#book.add(cell));
		rows.forEach((row, unit) => {
			const index = units.cell[row] ?? NONE;
			if (index === NONE) return;
			if (cells[index]?.level !== 3) throw new DeskRefusal('not-a-cell');
			this.#move(unit, numbers[index]!);
		});
	}

	#unit(ordinal: number): number {
		const unit = this.#unitOf.get(ordinal);
		if (unit === undefined) throw new DeskRefusal('foreign-unit');
		return unit;
	}

	#check(changes: PlanChanges): void {
		const seen = new Set<number>();
		const gained = new Map<string | null, number>();
		const made = new Set(changes.created.filter(({ level }) => level === 3).map(({ id }) => id));
		for (const { units, from, to } of changes.moves) {
			const was = from === null ? NONE : this.#book.number(from);
			if (to !== null && !made.has(to) && this.#book.cell(this.#book.number(to) ?? NONE)?.level !== 3) {
				throw new DeskRefusal('not-a-cell');
			}
			for (const ordinal of units) {
				const unit = this.#unit(ordinal);
				if (seen.has(unit)) throw new DeskRefusal('foreign-unit');
				if (this.#stairs.members.cellOf[unit] !== was) throw new DeskRefusal('units-moved');
				seen.add(unit);
			}
			gained.set(from, (gained.get(from) ?? 0) - units.length);
			gained.set(to, (gained.get(to) ?? 0) + units.length);
		}
		this.#book.check(changes, (id) => {
			const number = this.#book.number(id);
			const now = number === undefined ? 0 : this.#stairs.members.unitsIn(number);
			return now + (gained.get(id) ?? 0);
		});
	}

	#change(id: string, after: PlanChanges['changed'][number]['after']): void {
		const number = this.#book.change(id, after);
		if (after.parentId === undefined) return;
		const area = this.#book.parent(number);
		this.#stairs.members.forEach(number, (unit) => this.#moveArea(unit, area));
	}

	#move(unit: number, cell: number): void {
		if (!this.#stairs.members.move(unit, cell)) return;
		this.#stairs.strands.unitMoved(unit);
		this.#moveArea(unit, cell === NONE ? NONE : this.#book.parent(cell));
	}

	#moveArea(unit: number, area: number): void {
		if (this.#areas.members.move(unit, area)) this.#areas.strands.unitMoved(unit);
	}

	#news(gone: readonly DrawnCell[]): DeskNews {
		const cells: DrawnCell[] = [...gone];
		const meters: CellMeter[] = [];
		const beside: Record<string, string[]> = {};
		for (const { members, strands } of [this.#areas, this.#stairs]) {
			for (const number of [...strands.changed].sort((a, b) => a - b)) {
				const { id, level } = this.#book.cell(number)!;
				const halves = strands.around(number);
				cells.push({ cell: id, level, ...this.#stringer.outline(halves) });
				beside[id] = this.#beside(halves, members.cellOf);
			}
			for (const number of [...members.changed].sort((a, b) => a - b)) {
				const { id } = this.#book.cell(number)!;
				meters.push({ cell: id, ...members.sums(number), parts: members.parts(number) });
			}
			strands.changed.clear();
			members.changed.clear();
		}
		return { cells, meters, unassigned: (this.#unassigned ??= this.#unassignedNow()), beside };
	}

	/** The cells beyond the half-lines around one. */
	#beside(halves: Uint32Array, cellOf: Int32Array): string[] {
		const numbers = new Set<number>();
		for (const half of halves) {
			const unit = beyond(this.#ground, half);
			if (unit >= 0 && cellOf[unit] !== NONE) numbers.add(cellOf[unit]!);
		}
		return [...numbers].map((number) => this.#book.cell(number)!.id);
	}

	#unassignedNow(): DeskNews['unassigned'] {
		const units: number[] = [];
		let households = 0;
		this.#stairs.members.cellOf.forEach((cell, unit) => {
			if (cell !== NONE) return;
			units.push(this.#ordinals[unit]!);
			households += this.#facts.households(unit);
		});
		return { units, households };
	}

	#placesReady(): Places {
		return (this.#places ??= new Places(this.#ground, this.#facts));
	}
}
