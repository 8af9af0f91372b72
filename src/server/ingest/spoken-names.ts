import { readAloud, searchKey } from '#server/ingest/search-key';
import type { Sql } from '#server/sql';

interface Unspoken {
	readonly kind: string;
	readonly ref: string;
	readonly name: string;
	readonly folded: string;
	readonly aside: string;
}

const AT_ONCE = 2_000;

/**
 * Writes pinyin and initials of every name that waits for them, and tells how many there were. Names come by an
 * import, or later by a browser (a new plan's cells): the database notes them, the next tick reads them aloud.
 * Throws what the database says; what was written until then stays.
 */
export async function speakNames(sql: Sql): Promise<number> {
	let spoken = 0;
	for (;;) {
		const waiting = await sql.query<Unspoken>('select * from private.names_unspoken($1)', [AT_ONCE]);
		if (waiting.length === 0) return spoken;
		const readings = waiting.map(({ kind, ref, name, folded, aside }) => ({
			kind,
			ref,
			folded,
			...readingOf(name, folded, aside)
		}));
		await sql.query('select private.speak_names($1::jsonb)', [JSON.stringify(readings)]);
		spoken += waiting.length;
		if (waiting.length < AT_ONCE) return spoken;
	}
}

/**
 * The name as it is folded in pinyin (`xingfuli12`) and in initials (`xfl12`), both empty where nothing is Chinese;
 * and what else it is found by: as it is said in full, and what stands beside it.
 */
function readingOf(name: string, folded: string, aside: string) {
	const { pinyin: reading, initials } = readAloud(folded) ?? { pinyin: '', initials: '' };
	const beside = aside.split(' ');
	const known = new Set([folded, ...beside, reading, initials]);
	const keys = searchKey(name, folded, ...beside).split(' ');
	return { reading, initials, spoken: keys.filter((key) => !known.has(key)).join(' ') };
}
