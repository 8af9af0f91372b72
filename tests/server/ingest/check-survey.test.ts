import { describe, expect, test } from 'vitest';
import type { Survey, SurveyBuilding } from '#domain/place/survey';
import { ringsCross } from '#domain/place/crossing';
import { openRing } from '#domain/place/ring';
import { areaM2 } from '#server/ingest/basemap-features';
import { checkSurvey } from '#server/ingest/check-survey';
import { IngestRefusal, type IngestRefusalWord } from '#server/ingest/refusal';
import { fixtureId, SMALL_LIFE, SMALL_SURVEY } from '#fixtures/small-survey';

function withBuilding(change: Partial<SurveyBuilding>): Survey {
	const [first, ...others] = SMALL_SURVEY.buildings;
	return { ...SMALL_SURVEY, buildings: [{ ...first!, ...change }, ...others] };
}

function refusalOf(work: () => unknown): IngestRefusalWord | null {
	try {
		work();
		return null;
	} catch (error) {
		if (error instanceof IngestRefusal) return error.refusal;
		throw error;
	}
}

const stranger = '99999999-0000-4000-8000-000000000001';
const first = SMALL_SURVEY.buildings[0]!;
const plan = SMALL_SURVEY.plan;
const BAD: readonly [IngestRefusalWord, string, Survey][] = [
	['empty-survey', 'no community', { ...SMALL_SURVEY, communities: [] }],
	['duplicate-id', 'a building twice', { ...SMALL_SURVEY, buildings: [...SMALL_SURVEY.buildings, first] }],
	['duplicate-id', 'a unit number twice', withBuilding({ units: first.units.map((unit) => ({ ...unit, number: 1 })) })],
	['unknown-id', 'a building of no community', withBuilding({ communityId: stranger })],
	['unknown-id', 'a building of no compound', withBuilding({ compoundId: stranger })],
	[
		'unknown-id',
		'a cell of no living area',
		{ ...SMALL_SURVEY, plan: { ...plan, livingAreas: plan.livingAreas.slice(1) } }
	],
	[
		'unit-in-two-cells',
		'a unit in two cells',
		{
			...SMALL_SURVEY,
			plan: { ...plan, cells: plan.cells.map((cell) => ({ ...cell, unitIds: [fixtureId('unit', 1)] })) }
		}
	],
	[
		'duplicate-id',
		'a code twice',
		{ ...SMALL_SURVEY, plan: { ...plan, cells: plan.cells.map((cell) => ({ ...cell, code: 'same' })) } }
	],
	['building-without-units', 'no unit', withBuilding({ units: [] })],
	['bad-coordinate', 'a door off the globe', withBuilding({ door: [118.6, 137.4] })],
	['bad-coordinate', 'a door that is no number', withBuilding({ door: [NaN, 37.4] })],
	[
		'bad-coordinate',
		'a way to infinity',
		{ ...SMALL_SURVEY, ways: [{ ...SMALL_SURVEY.ways[0]!, line: [[Infinity, 0]] }] }
	],
	['bad-count', 'half a household', withBuilding({ units: [{ ...first.units[0]!, households: 0.5 }] })],
	['bad-count', 'no levels', withBuilding({ levels: 0 })],
	[
		'bad-boundary',
		'a boundary that is a line',
		{
			...SMALL_SURVEY,
			communities: SMALL_SURVEY.communities.map((community) => ({
				...community,
				boundary: {
					type: 'Polygon',
					coordinates: [
						[
							[118.6, 37.4],
							[118.7, 37.4],
							[118.6, 37.4]
						]
					]
				}
			}))
		}
	]
];

describe('a survey that does not hold together is refused by name', () => {
	test.each(BAD)('%s: %s', (word, _, survey) => {
		expect(refusalOf(() => checkSurvey(survey, null))).toBe(word);
	});

	test('unknown-id: a member who lives nowhere, a wish of nobody’s claim', () => {
		const members = SMALL_LIFE.members.map((member) => ({ ...member, homeUnitId: stranger }));
		expect(refusalOf(() => checkSurvey(SMALL_SURVEY, { ...SMALL_LIFE, members }))).toBe('unknown-id');
		const wishes = SMALL_LIFE.wishes.map((wish) => ({ ...wish, claimantId: stranger }));
		expect(refusalOf(() => checkSurvey(SMALL_SURVEY, { ...SMALL_LIFE, wishes }))).toBe('unknown-id');
	});

	test('the refusal names no person', () => {
		const survey = withBuilding({ name: '试验老人家', communityId: stranger });
		expect(() => checkSurvey(survey, null)).toThrow(`unknown-id: community ${stranger}`);
	});
});

describe('what was only drawn badly is put right', () => {
	test('a sound survey passes unchanged', () => {
		const { survey, repaired } = checkSurvey(SMALL_SURVEY, SMALL_LIFE);
		expect(repaired).toEqual({ footprints: 0, boundaries: 0 });
		expect(survey.buildings.map(({ id }) => id)).toEqual(SMALL_SURVEY.buildings.map(({ id }) => id));
	});

	const [x, y] = first.footprint.coordinates[0]![0]! as [number, number];
	test.each([
		[
			'a bow tie',
			[
				[0, 0],
				[4e-4, 1e-4],
				[4e-4, 0],
				[0, 2e-4]
			]
		],
		[
			'a line',
			[
				[0, 0],
				[4e-4, 1e-4],
				[0, 0]
			]
		],
		[
			'a point',
			[
				[0, 0],
				[0, 0],
				[0, 0]
			]
		]
	])('a footprint that is %s becomes one with ground', (_, corners) => {
		const ring = [...corners, corners[0]!].map(([dx, dy]) => [x + dx!, y + dy!]);
		const { survey, repaired } = checkSurvey(
			withBuilding({ footprint: { type: 'Polygon', coordinates: [ring] } }),
			null
		);
		expect(repaired.footprints).toBe(1);
		const { footprint } = survey.buildings[0]!;
		expect(areaM2(footprint)).toBeGreaterThan(1);
		expect(ringsCross(footprint.coordinates.map((each) => openRing(each)))).toBe(false);
		expect(footprint.coordinates[0]![0]).toEqual(footprint.coordinates[0]!.at(-1));
	});

	test('a boundary that crosses itself becomes two parts', () => {
		const communities = SMALL_SURVEY.communities.map((community, index) => {
			if (index === 1) return community;
			const ring = [
				[118.6, 37.4],
				[118.61, 37.41],
				[118.61, 37.4],
				[118.6, 37.41],
				[118.6, 37.4]
			];
			return { ...community, boundary: { type: 'Polygon' as const, coordinates: [ring] } };
		});
		const { survey, repaired } = checkSurvey({ ...SMALL_SURVEY, communities }, null);
		expect(repaired.boundaries).toBe(1);
		expect(survey.communities[0]!.boundary.coordinates).toHaveLength(2);
	});
});
