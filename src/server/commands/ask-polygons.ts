import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import type { MultiPolygon } from 'geojson';
import { checkPolygons } from '#domain/division/polygons/check';
import { FINDING_KINDS, type Finding } from '#domain/division/polygons/finding';
import type { PolygonGround } from '#domain/division/polygons/ground';
import { readPolygons } from '#domain/division/polygons/read';
import { PolygonRefusal } from '#domain/division/polygons/refusal';
import { PLAIN_READING, shapesOfFile } from '#domain/division/polygons/shapes-of-file';
import type { PolygonReport } from '#domain/division/polygons/report';
import { openGround } from '#domain/division/polygons/whole';
import type { Survey, SurveyCommunity } from '#domain/place/survey';
import { UsageError } from '#server/commands/usage-error';
import { generateTown } from '#server/demo/town';
import { readSource } from '#server/import/read-source';
import { ImportRefusal } from '#server/import/refusal';
import { DEMO_SEED } from '#server/demo/seed';
import { decodeText } from '#server/polygons/decode';
import { POLYGON_UPLOAD } from '#server/polygons/limits';
import { madeNames } from '#server/polygons/look';
import { readingFrom } from '#server/polygons/reading';
import { calledIn, doneSentence, foundSentence } from '#server/polygons/sentences';
import { megabytes } from '#server/upload/limits';
import type { Locale } from '#ui/text/locale';
import { translator } from '#ui/text/words';

const OPTIONS = {
	osm: { type: 'string' },
	demo: { type: 'boolean' },
	community: { type: 'string' },
	level: { type: 'string' },
	datum: { type: 'string' },
	shift: { type: 'string' }
} as const;
/** Any day: what is compared here does not change with it. */
const SOME_DAY = '2026-01-01';

/** `ask polygons FILE [--osm F | --demo] [--community NAME] [--level 2|3] [--datum gcj02|bd09] [--shift E,N]` */
export async function askPolygons(args: readonly string[], locale: Locale): Promise<unknown> {
	const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
	// `--osm demo`, `demo` and `--demo` mean the same
	const [file, word, ...more] = positionals;
	if (file === undefined || more.length > 0 || (word !== undefined && word !== 'demo')) throw new UsageError();
	const text = await textOf(file);
	const isDemo = values.demo === true || word === 'demo' || values.osm === 'demo';
	const survey = isDemo ? demoSurvey() : values.osm ? await osmSurvey(values.osm, locale) : null;
	const ground = survey && groundOf(survey, text, values.community, locale);
	const reading = readingFrom((name) => values[name]);
	const { report, division } = checkPolygons({ text, reading, names: madeNames(locale), ground });
	return { file: basename(file), ...printed(report, locale), division: division ?? null };
}

async function textOf(file: string): Promise<string> {
	const facts = await stat(file).catch(() => null);
	if (!facts?.isFile()) throw new ImportRefusal('no-such-file', { file: basename(file) });
	if (facts.size > POLYGON_UPLOAD.fileBytes) {
		throw new PolygonRefusal('polygons-too-large', { limit: megabytes(POLYGON_UPLOAD.fileBytes) });
	}
	return decodeText(await readFile(file));
}

function demoSurvey(): Survey {
	return generateTown({ seed: DEMO_SEED, scale: 'town', today: SOME_DAY }).survey;
}

async function osmSurvey(path: string, locale: Locale): Promise<Survey> {
	const source = { path, boundaryPath: null, name: '', today: SOME_DAY, locale };
	return (await readSource(source, () => undefined)).survey;
}

/** The communities that the polygons lie in, or the one that is named, as one ground. */
function groundOf(survey: Survey, text: string, wanted: string | undefined, locale: Locale): PolygonGround {
	const named = survey.communities.filter(({ name, code }) => wanted === name || wanted === code);
	if (wanted !== undefined && named.length === 0) {
		throw new Error(translator(locale)('ask.no-community', { name: wanted }));
	}
	const chosen = wanted === undefined ? touched(survey.communities, text) : named;
	const ids = new Set(chosen.map(({ id }) => id));
	let ordinal = 0;
	const all = survey.buildings.map((building) => ({
		communityId: building.communityId,
		name: building.name,
		door: building.door,
		footprint: building.footprint,
		units: building.units.map(({ households }) => ({ ordinal: ordinal++, households }))
	}));
	const coordinates = chosen.flatMap(({ boundary }): MultiPolygon['coordinates'] =>
		boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates
	);
	const buildings = all.filter(({ communityId }) => ids.has(communityId));
	return { boundary: { type: 'MultiPolygon', coordinates }, buildings };
}

function touched(communities: readonly SurveyCommunity[], text: string): readonly SurveyCommunity[] {
	const { shapes, plane } = shapesOfFile(readPolygons(text), PLAIN_READING, []);
	const met = communities.filter(({ boundary }) => {
		const open = openGround({ boundary, buildings: [] }, plane);
		return shapes.some((shape) => open.meets(shape));
	});
	return met.length > 0 ? met : communities;
}

/** The report with its keys in snake case, what was found under the name of its kind, each with its sentences. */
function printed(report: PolygonReport, locale: Locale) {
	const { features, corners, polygons, findings, assigned } = report;
	const t = translator(locale);
	const called = calledIn(t, report.called);
	const told = (finding: Finding) => {
		const { kind: _, areaM2, corner, metres, ...rest } = finding;
		return {
			...rest,
			...(areaM2 === undefined ? {} : { area_m2: areaM2 }),
			...(corner ? { corner } : {}),
			...(metres === undefined ? {} : { metres }),
			what: foundSentence(t, called, finding),
			what_was_done: doneSentence(t, finding)
		};
	};
	const byKind = FINDING_KINDS.map((kind) => [NAMES[kind], findings.filter((each) => each.kind === kind).map(told)]);
	return {
		features,
		corners,
		...(Object.fromEntries(byKind) as Record<string, unknown>),
		assigned: assigned && {
			buildings: assigned.buildings,
			units: assigned.units,
			households: assigned.households,
			left_buildings: assigned.leftBuildings,
			left_units: assigned.leftUnits,
			left_households: assigned.leftHouseholds,
			split_buildings: assigned.splitBuildings
		},
		polygons: polygons.map(({ areaM2, ...polygon }) => ({ ...polygon, area_m2: areaM2 }))
	};
}

const NAMES: Readonly<Record<Finding['kind'], string>> = {
	'other-shape': 'other_shapes',
	empty: 'empty',
	'bad-coordinates': 'bad_coordinates',
	duplicate: 'duplicates',
	'self-crossing': 'self_intersections',
	'open-ring': 'open_rings',
	'ring-order': 'ring_order',
	height: 'heights',
	outside: 'outside',
	'community-level': 'community_level',
	'level-unknown': 'unknown_levels',
	'level-missing': 'missing_levels',
	'duplicated-code': 'duplicated_codes',
	orphan: 'orphans',
	'no-areas': 'no_areas',
	'stairless-area': 'areas_without_stairs',
	gap: 'gaps',
	overlap: 'overlaps',
	sliver: 'slivers',
	shifted: 'shifted',
	'fewer-buildings': 'fewer_buildings',
	'empty-cell': 'empty_cells',
	'split-building': 'split_buildings',
	'unassigned-building': 'unassigned_buildings',
	unmeasured: 'unmeasured'
};
