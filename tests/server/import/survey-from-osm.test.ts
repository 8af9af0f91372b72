import { describe, expect, test } from 'vitest';
import type { Survey } from '#domain/place/survey';
import { readBoundary } from '#server/import/boundary-file';
import type { OsmExtract } from '#server/import/osm-extract';
import { readOsm } from '#server/import/read-osm';
import { surveyFromOsm, type SurveyOptions } from '#server/import/survey-from-osm';
import { translator } from '#ui/text/words';
import { fixture, scratch } from './files.ts';

const write = scratch();
const quarter = await readOsm(write('quarter.osm', fixture('quarter.osm')));
const boundary = await readBoundary(write('quarter.geojson', fixture('quarter.geojson')));

function survey(extract: OsmExtract, options: Partial<SurveyOptions> = {}) {
	let id = 0;
	const newId = () => `id-${++id}`;
	return surveyFromOsm(extract, {
		name: '青禾',
		boundary: null,
		today: '2026-11-20',
		t: translator('zh-CN'),
		newId,
		...options
	});
}

function building(from: Survey, name: string) {
	return from.buildings.find((one) => one.name === name)!;
}

const { survey: plain, notes } = survey(quarter);

test('communities are the most local administrative areas of which there are two', () => {
	expect(notes.communitySource).toBe('admin-areas');
	expect(plain.communities.map(({ name, code }) => `${code} ${name}`)).toEqual([
		'000000001001 西里社区',
		'000000001002 东里社区'
	]);
	const west = plain.communities[0]!.id;
	expect(building(plain, '幸福里1号楼').communityId).toBe(west);
	expect(building(plain, '中路8号').communityId).not.toBe(west);
});

test('a boundary file decides, with names, codes and a number where there is no name', () => {
	const { survey: bounded, notes } = survey(quarter, { boundary });
	expect(notes.communitySource).toBe('boundary-file');
	expect(bounded.communities.map(({ name, code }) => `${code} ${name}`)).toEqual([
		'990101001007 甲社区',
		'000000001001 社区 1'
	]);
});

test('a boundary elsewhere is refused', () => {
	const far = { file: 'far.geojson', areas: boundary.areas.map((area) => ({ ...area, boundary: shifted(1) })) };
	expect(() => survey(quarter, { boundary: far })).toThrow('boundary-elsewhere');
});

function shifted(degrees: number) {
	const [ring] = (plain.communities[0]!.boundary as { coordinates: number[][][] }).coordinates;
	const moved = ring!.map(([lng, lat]) => [lng! + degrees, lat!]);
	return { type: 'Polygon' as const, coordinates: [moved] };
}

test('without areas there is one community around the buildings, or around the streets of a map without houses', () => {
	const bare = { ...quarter, adminAreas: [] };
	expect(survey(bare).notes.communitySource).toBe('around-streets');
	const crowded = { ...bare, buildings: row(40), ways: quarter.ways.slice(0, 3) };
	const { survey: one, notes } = survey(crowded);
	expect(notes.communitySource).toBe('around-buildings');
	expect(one.communities).toHaveLength(1);
	expect(one.buildings).toHaveLength(40);
	const empty = survey({ ...bare, buildings: [] });
	expect(empty.survey.communities).toHaveLength(1);
	expect(empty.survey.plan.livingAreas).toHaveLength(1);
});

/** Houses of 10 m in a row along the south street. */
function row(count: number): OsmExtract['buildings'] {
	return Array.from({ length: count }, (_, i) => {
		const [west, south] = [118.6 + i * 0.0002, 37.4003];
		const [east, north] = [west + 0.0001, south + 0.0001];
		const ring = [
			[west, south],
			[east, south],
			[east, north],
			[west, north],
			[west, south]
		];
		return { tags: { building: 'yes' }, footprint: { type: 'Polygon', coordinates: [ring] }, entrances: [] };
	});
}

test('buildings outside every community go to the nearest within 200 m, else are left out', () => {
	const only = { file: 'b', areas: boundary.areas.slice(0, 1) };
	const { survey: west, notes } = survey(quarter, { boundary: only });
	// house, shed and school stand 26 to 115 m outside
	expect(west.buildings).toHaveLength(4);
	const houses = { ...quarter, buildings: [...quarter.buildings, ...row(40)] };
	const { survey: cut, notes: left } = survey(houses, { boundary: only });
	expect(notes.buildingsOutside).toBe(0);
	expect(left.buildingsOutside).toBeGreaterThan(10);
	expect(cut.buildings.length + left.buildingsOutside + left.buildingsDropped).toBe(44);
});

test('kinds, floors and residents follow the tags, marked as estimated', () => {
	const flats = building(plain, '幸福里1号楼');
	expect(flats).toMatchObject({ kind: 'residential', levels: 5, estimated: true, address: '' });
	// 44.2 m × 33.4 m × 5 floors × 0.8 ÷ 90 m²
	expect(flats.units[0]!.households).toBeGreaterThan(62);
	expect(flats.units[0]!.households).toBeLessThan(69);
	const house = building(plain, '中路8号');
	expect(house).toMatchObject({ kind: 'residential', levels: 2, address: '中路8号' });
	expect(building(plain, '第一小学')).toMatchObject({ kind: 'school', units: [{ households: 0, people: 0 }] });
	expect(building(plain, '未命名楼栋 1')).toMatchObject({ kind: 'other', levels: 1, units: [{ households: 0 }] });
	expect(plain.buildings.every((one) => one.units.length === 1)).toBe(true);
	expect(plain.district).toMatchObject({ householdsEstimated: true, source: 'osm', nameEn: '' });
});

test('a door is the tagged entrance, else the point of the outline nearest to a street people walk on', () => {
	expect(building(plain, '幸福里1号楼').door).toEqual([118.6005, 37.4003]);
	const [lng, lat] = building(plain, '中路8号').door;
	expect(lng).toBeCloseTo(118.6022, 6);
	expect(lat).toBeGreaterThanOrEqual(37.4009999);
	expect(lat).toBeLessThanOrEqual(37.4011001);
});

test('a walled estate is a compound with its buildings', () => {
	expect(plain.compounds.map((compound) => compound.name)).toEqual(['幸福里']);
	expect(building(plain, '幸福里1号楼').compoundId).toBe(plain.compounds[0]!.id);
	expect(building(plain, '第一小学').compoundId).toBeNull();
});

describe('the first plan', () => {
	test('has a living area in every community and a cell for every building', () => {
		const { livingAreas, cells } = plain.plan;
		expect(new Set(livingAreas.map((area) => area.communityId)).size).toBe(plain.communities.length);
		const units = cells.flatMap((cell) => cell.unitIds).sort();
		expect(units).toEqual(plain.buildings.flatMap((one) => one.units.map((unit) => unit.id)).sort());
		expect(cells).toHaveLength(plain.buildings.length);
	});

	test('gives out codes once, each below its parent', () => {
		const { livingAreas, cells } = plain.plan;
		const codes = [...livingAreas, ...cells].map((one) => one.code);
		expect(new Set(codes).size).toBe(codes.length);
		for (const cell of cells) {
			const area = livingAreas.find((one) => one.id === cell.livingAreaId)!;
			const community = plain.communities.find((one) => one.id === area.communityId)!;
			expect(area.code).toMatch(new RegExp(`^${community.code}\\d{3}$`));
			expect(cell.code).toMatch(new RegExp(`^${area.code}\\d{4}$`));
		}
	});
});

test('nothing is made up: no people, wishes or centres can be in a survey, and only real places are labelled', () => {
	expect(plain.ground.filter((feature) => feature.class === 'label').map((label) => label.name)).toEqual(['青禾里']);
});

test('hostile names are one harmless line', () => {
	const nasty = {
		...quarter,
		buildings: [{ ...quarter.buildings[1]!, tags: { building: 'yes', name: '甲\u0000\n\u202e乙' } }]
	};
	expect(survey(nasty).survey.buildings[0]?.name).toBe('甲 乙');
});
