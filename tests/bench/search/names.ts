import { randomUUID } from 'node:crypto';
import { namesOf, type Named } from '#fixtures/search-questions';
import type { Survey } from '#domain/place/survey';
import type { TownLife } from '#domain/place/town-life';
import { speakNames } from '#server/ingest/spoken-names';
import type { Sql } from '#server/sql';

/** What stands before the names of the second, third … copy of the town, so that a whole city can be named. */
const PREFIXES = ['东', '西', '南', '北', '上', '下', '新', '老', '大', '小'];

/** A district of its own, in which there is nothing but names: those of the town, `copies` times. */
export async function nameDistrict(
	sql: Sql,
	town: { readonly survey: Survey; readonly life: TownLife },
	copies: number
): Promise<{ readonly districtId: string; readonly names: number }> {
	const districtId = randomUUID();
	await sql.query(
		"insert into public.nodes (id, district_id, kind, path) values ($1::uuid, $1::uuid, 'district', replace($1::text, '-', '')::extensions.ltree)",
		[districtId]
	);
	await sql.query("insert into public.districts (id, name, source) values ($1, 'bench', 'demo')", [districtId]);
	const address = new Map(town.survey.buildings.map((building) => [building.id, building.address]));
	const own = namesOf(town.survey, town.life);
	for (let copy = 0; copy < copies; copy++) {
		const rows = own.map((named) => rowOf(named, copy, districtId, address.get(named.id) ?? ''));
		await sql.query(
			`select private.put_names(array_agg(r)) from jsonb_populate_recordset(null::private.search_name, $1::jsonb) r`,
			[JSON.stringify(rows)]
		);
	}
	await speakNames(sql);
	await sql.run('analyze private.search_entries');
	return { districtId, names: own.length * copies };
}

/** The first copy keeps its ids and names, so that the same questions can be asked. */
function rowOf({ kind, id, name }: Named, copy: number, districtId: string, address: string) {
	const prefix = copy === 0 ? '' : PREFIXES[copy % 10]! + (copy >= 10 ? PREFIXES[Math.floor(copy / 10)]! : '');
	return {
		kind,
		ref: copy === 0 ? id : randomUUID(),
		district_id: districtId,
		community_id: null,
		name: prefix + name,
		detail: prefix + address,
		also: ''
	};
}
