import { describe, expect, it } from 'vitest';
import { CENTRE_KINDS, CENTRE_STATUSES } from '#domain/reach/centre';
import { BENEFICIARIES, PUBLIC_WISH_STATES, WISH_KINDS, WISH_STATES } from '#domain/wishes/wish';
import { demoTown, TODAY } from './town-fixture.ts';

const { survey, life } = demoTown();
const count = <T>(list: readonly T[], wanted: (item: T) => boolean) => list.filter(wanted).length;

describe('the demo town', () => {
	it('is the same town for the same wishes, and another for another seed', () => {
		expect(demoTown()).toEqual({ survey, life });
		expect(demoTown(8).survey.district.id).not.toBe(survey.district.id);
	});

	it('has the size it promises', () => {
		const units = survey.buildings.flatMap((building) => building.units);
		const households = units.reduce((sum, unit) => sum + unit.households, 0);
		expect(survey.communities).toHaveLength(8);
		expect(survey.subdistricts).toHaveLength(2);
		expect(survey.buildings.length).toBeGreaterThan(1100);
		expect(survey.buildings.length).toBeLessThan(1550);
		expect(households).toBeGreaterThan(24_000);
		expect(households).toBeLessThan(31_000);
		expect(units.every((unit) => unit.elders + unit.children <= unit.people)).toBe(true);
	});

	it('has older people behind older walls', () => {
		const share = (pattern: RegExp) => {
			const units = survey.buildings
				.filter((building) => pattern.test(building.name))
				.flatMap((building) => building.units);
			return units.reduce((sum, unit) => sum + unit.elders, 0) / units.reduce((sum, unit) => sum + unit.people, 0);
		};
		expect(share(/号院$/)).toBeGreaterThan(share(/(府|华庭|湾|雅居)\d+号楼$/) * 1.8);
	});
});

describe('service centres of the demo town', () => {
	it('are of every kind and status, with more regional ones built than open', () => {
		expect(new Set(life.centres.map((centre) => centre.kind))).toEqual(new Set(CENTRE_KINDS));
		expect(new Set(life.centres.map((centre) => centre.status))).toEqual(new Set(CENTRE_STATUSES));
		const regional = life.centres.filter((centre) => centre.kind === 'regional');
		expect(regional.length).toBeGreaterThanOrEqual(3);
		expect(regional.every((centre) => (centre.areaM2 ?? 3300) >= 3300)).toBe(true);
		expect(count(regional, (centre) => centre.status === 'built')).toBeGreaterThan(0);
		expect(count(life.centres, (centre) => centre.kind === 'community')).toBe(8);
	});

	it('keep sensible hours; stations never close', () => {
		for (const { kind, status, hours, items, name } of life.centres) {
			expect(items.length, name).toBeGreaterThanOrEqual(10);
			expect(items.length, name).toBeLessThanOrEqual(60);
			expect(new Set(items).size, name).toBe(items.length);
			const starts = hours.map((span) => `${span.weekday}/${span.opensMinute}`);
			expect(new Set(starts).size, name).toBe(starts.length);
			expect(
				hours.every((span) => span.closesMinute > span.opensMinute),
				name
			).toBe(true);
			if (kind === 'station' && status === 'open') {
				expect(hours).toEqual(
					[1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute: 0, closesMinute: 1440 }))
				);
			}
		}
	});
});

describe('people of the demo town', () => {
	it('are counted as promised and placed by their homes', () => {
		expect(count(life.members, (member) => member.kind === 'in_service')).toBe(800);
		expect(count(life.members, (member) => member.kind === 'community')).toBe(2000);
		const cellOf = new Map(
			survey.plan.cells.flatMap((cell) => cell.unitIds.map((unit) => [unit, cell.lineageId] as const))
		);
		const atHome = count(
			life.members,
			(member) => member.homeUnitId !== null && cellOf.get(member.homeUnitId) === member.lineageId
		);
		expect(atHome / life.members.length).toBeGreaterThan(0.95);
	});

	it('float only while away for more than two months', () => {
		const floating = life.members.filter((member) => member.kind === 'floating');
		expect(floating.length).toBe(60);
		expect(floating.every((member) => (member.awaySince ?? TODAY) < '2026-09-20')).toBe(true);
		expect(life.members.every((member) => member.kind === 'floating' || member.awaySince === null)).toBe(true);
	});

	it('have telephones that nobody can have', () => {
		const mobiles = [...life.members.map((member) => member.phone), ...life.wishes.map((wish) => wish.personPhone)];
		expect(mobiles.every((phone) => /^100\d{8}$/.test(phone))).toBe(true);
		expect(new Set(mobiles).size).toBe(mobiles.length);
		expect(life.centres.every((centre) => centre.phone === '' || /^000-5550-\d{4}$/.test(centre.phone))).toBe(true);
	});

	it('answer for communities, living areas and cells', () => {
		const held = (duty: string) => new Set(life.duties.filter((own) => own.duty === duty).map((own) => own.nodeId));
		for (const { id } of survey.communities) {
			expect(held('grid_leader')).toContain(id);
			expect(held('linked_leader')).toContain(id);
		}
		for (const { lineageId } of survey.plan.livingAreas) {
			expect(held('grid_leader')).toContain(lineageId);
			expect(held('police')).toContain(lineageId);
		}
		expect(held('building_head').size).toBeGreaterThan(100);
		expect(life.duties.every((duty) => duty.memberId !== null || duty.personName !== '')).toBe(true);
	});

	it('gather in teams that somebody leads', () => {
		expect(new Set(life.teams.map((team) => team.kind))).toEqual(new Set(['service', 'emergency', 'expert']));
		expect(life.teams.every((team) => count(team.members, (member) => member.leads) === 1)).toBe(true);
	});
});

describe('wishes of the demo town', () => {
	it('are three hundred, of every state, kind and beneficiary', () => {
		expect(life.wishes).toHaveLength(300);
		expect(new Set(life.wishes.map((wish) => wish.state))).toEqual(new Set(WISH_STATES));
		expect(new Set(life.wishes.map((wish) => wish.kind))).toEqual(new Set(WISH_KINDS));
		expect(new Set(life.wishes.map((wish) => wish.beneficiary))).toEqual(new Set(BENEFICIARIES));
	});

	it('tell the public neither name nor number nor door', () => {
		for (const wish of life.wishes) {
			expect(wish.rawText).toContain(wish.personName);
			expect(wish.rawText).toContain(wish.door);
			for (const secret of [wish.personName, wish.personPhone, wish.door])
				expect(wish.publicText).not.toContain(secret);
			if (PUBLIC_WISH_STATES.includes(wish.state)) expect(wish.publicText).not.toBe('');
		}
	});

	it('are claimed by a neighbour where the state says so, and a few claims hang', () => {
		const claimed = life.wishes.filter((wish) =>
			['claimed', 'under_way', 'done', 'confirmed', 'closed'].includes(wish.state)
		);
		expect(claimed.every((wish) => wish.claimantId !== null && wish.claimDueOn !== null)).toBe(true);
		expect(life.wishes.filter((wish) => wish.claimantId !== null)).toEqual(claimed);
		const live = claimed.filter((wish) => wish.state === 'claimed' || wish.state === 'under_way');
		const overdue = count(live, (wish) => (wish.claimDueOn ?? TODAY) < TODAY);
		expect(overdue).toBeGreaterThan(0);
		expect(overdue).toBeLessThan(live.length / 3);
	});

	it('happen in order and not in the future', () => {
		for (const { createdAt, publishedAt, fulfilledAt } of life.wishes) {
			const moments = [createdAt, publishedAt, fulfilledAt].filter((moment) => moment !== null);
			expect(moments).toEqual([...moments].sort());
			expect(moments.every((moment) => moment.slice(0, 10) <= TODAY)).toBe(true);
		}
	});

	it('stand in the cell of their door', () => {
		const cellOf = new Map(
			survey.plan.cells.flatMap((cell) => cell.unitIds.map((unit) => [unit, cell.lineageId] as const))
		);
		expect(life.wishes.every((wish) => cellOf.get(wish.unitId) === wish.lineageId)).toBe(true);
	});
});
