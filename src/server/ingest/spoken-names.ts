import { searchKey } from '#server/ingest/search-key';
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
			spoken: reading(name, folded, aside)
		}));
		await sql.query('select private.speak_names($1::jsonb)', [JSON.stringify(readings)]);
		spoken += waiting.length;
		if (waiting.length < AT_ONCE) return spoken;
	}
}

/** The name as it is said in full (`xingfuli12haolou`), as it is folded (`xingfuli12`), and what stands beside it. */
function reading(name: string, folded: string, aside: string): string {
	const plain = new Set([folded, ...aside.split(' ')]);
	const keys = searchKey(name, folded, ...aside.split(' ')).split(' ');
	return keys.filter((key) => !plain.has(key)).join(' ');
}
