import { expect, test } from 'vitest';
import { Desk } from '#domain/division/desk/desk';
import { DeskRefusal } from '#domain/division/desk/refusal';
import { deskTown } from '#fixtures/division/desk-town';

const town = deskTown({ seed: 5, side: 6, block: 3 });
const desk = Desk.open(town.bytes, town.draft);
const { cells, units } = town.draft;
const groups = cells
	.flatMap(({ level }, index) => (level === 3 ? [index] : []))
	.map((index) => units.ordinal.filter((_, row) => units.cell[row] === index));

test('groups are drawn as the cells they would be, and know their neighbours', () => {
	const drawn = desk.whole();
	const stairs = cells.filter(({ level }) => level === 3).map(({ id }) => id);
	const sketched = desk.sketch(groups);
	sketched.forEach(({ geometry, label, beside }, group) => {
		const cell = drawn.cells.find((each) => each.cell === stairs[group])!;
		expect(geometry).toEqual(cell.geometry);
		expect(label).toEqual(cell.label);
		expect(beside.map((other) => stairs[other]!).sort()).toEqual([...drawn.beside[cell.cell]!].sort());
	});
});

test('a sketch changes nothing', () => {
	const before = desk.whole();
	desk.sketch([units.ordinal.slice(0, 3), units.ordinal.slice(3)]);
	expect(desk.whole()).toEqual(before);
});

test('neighbours share a border: both say so, and what lies between others is theirs', () => {
	for (const unit of units.ordinal) {
		const beside = desk.neighbours([unit]);
		expect(beside).not.toContain(unit);
		expect(beside.length).toBeGreaterThan(0);
		for (const other of beside) expect(desk.neighbours([other])).toContain(unit);
	}
	const whole = desk.neighbours(groups[0]!);
	const each = new Set(groups[0]!.flatMap((unit) => desk.neighbours([unit])));
	expect(whole).toEqual([...each].filter((unit) => !groups[0]!.includes(unit)).sort((a, b) => a - b));
	expect(desk.neighbours(units.ordinal)).toEqual([]);
});

test('units that are not there are refused', () => {
	expect(() => desk.neighbours([999_999])).toThrow(DeskRefusal);
	expect(() => desk.sketch([[999_999]])).toThrow(DeskRefusal);
});
