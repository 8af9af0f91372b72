import { namesOf } from '#fixtures/search-questions';
import type { Survey } from '#domain/place/survey';
import type { TownLife } from '#domain/place/town-life';
import { speakNames } from '#server/ingest/spoken-names';
import type { Sql } from '#server/sql';

/** As many as an import puts into one statement. */
const AT_ONCE = 2_000;

export interface NamedDistrict {
	readonly districtId: string;
	readonly names: number;
	/** Writing and folding the names, then reading them aloud. */
	readonly writtenMs: number;
	readonly spokenMs: number;
	/** Of the tables of the search with their indexes. */
	readonly bytes: number;
}

/** A district of its own, in which there is nothing but names: those of the demo. */
export async function nameDistrict(
	sql: Sql,
	{ survey, life }: { readonly survey: Survey; readonly life: TownLife }
): Promise<NamedDistrict> {
	const districtId = survey.district.id;
	await sql.query(
		"insert into public.nodes (id, district_id, kind, path) values ($1::uuid, $1::uuid, 'district', replace($1::text, '-', '')::extensions.ltree)",
		[districtId]
	);
	await sql.query("insert into public.districts (id, name, source) values ($1, 'bench', 'demo')", [districtId]);
	const rows = rowsOf(survey, life);
	const from = performance.now();
	for (let next = 0; next < rows.length; next += AT_ONCE) {
		await sql.query(
			`select private.put_names(array_agg(r)) from jsonb_populate_recordset(null::private.search_name, $1::jsonb) r`,
			[JSON.stringify(rows.slice(next, next + AT_ONCE))]
		);
	}
	const written = performance.now();
	await speakNames(sql);
	const spoken = performance.now();
	await sql.run('analyze private.search_entries; analyze private.search_stems');
	const [size] = await sql.query<{ bytes: number }>(
		"select (pg_total_relation_size('private.search_entries') + pg_total_relation_size('private.search_stems'))::float8 as bytes"
	);
	return { districtId, names: rows.length, writtenMs: written - from, spokenMs: spoken - written, bytes: size!.bytes };
}

/** As the triggers of the tables would put them. */
function rowsOf(survey: Survey, life: TownLife) {
	const detail = new Map<string, string>([
		...survey.buildings.map(({ id, address }) => [id, address] as const),
		...life.centres.map(({ id, address }) => [id, address] as const),
		...survey.plan.cells.map(({ lineageId, code }) => [lineageId, code] as const),
		...survey.plan.livingAreas.map(({ lineageId, code }) => [lineageId, code] as const)
	]);
	const estate = new Map(survey.compounds.map(({ id, name }) => [id, name]));
	const compound = new Map(survey.buildings.map(({ id, compoundId }) => [id, estate.get(compoundId ?? '') ?? '']));
	return namesOf(survey, life).map(({ kind, id, name }) => {
		const within = compound.get(id) ?? '';
		return {
			kind,
			ref: id,
			district_id: survey.district.id,
			community_id: null,
			name,
			detail: detail.get(id) ?? '',
			also: within === '' || name.includes(within) ? '' : within + name
		};
	});
}
