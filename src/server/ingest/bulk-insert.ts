/** Types that a column may have here; a geometry travels as hexadecimal EWKB. */
export type ColumnType = 'uuid' | 'text' | 'int' | 'boolean' | 'date' | 'timestamptz' | 'jsonb' | 'geometry' | 'ltree';

/** A table's name in `public`, the types of the columns that are filled, and the rows. */
export interface Batch {
	readonly table: string;
	readonly columns: Readonly<Record<string, ColumnType>>;
	readonly rows: readonly Readonly<Record<string, unknown>>[];
}

/** Characters of JSON per statement: enough to make statements few, little enough for any engine's memory. */
const CHUNK_CHARACTERS = 8_000_000;

/** One statement's worth of rows: the statement takes `json`, a list of the rows, as its one parameter. */
export interface Chunk {
	readonly statement: string;
	readonly json: string;
	readonly rows: number;
}

/** The batches as few statements, made one by one as they are asked for. */
export function* chunksOf(batches: readonly Batch[], maxCharacters = CHUNK_CHARACTERS): Generator<Chunk> {
	for (const batch of batches) {
		const statement = statementOf(batch);
		for (const chunk of chunks(batch.rows, maxCharacters)) yield { statement, ...chunk };
	}
}

function statementOf({ table, columns }: Batch): string {
	const names = Object.keys(columns);
	const values = names.map((name) => {
		const type = columns[name]!;
		return type === 'geometry' || type === 'ltree' ? `r.${name}::extensions.${type}` : `r.${name}`;
	});
	const record = names.map((name) => {
		const type = columns[name]!;
		return `${name} ${type === 'geometry' || type === 'ltree' ? 'text' : type}`;
	});
	return `insert into public.${table} (${names.join(', ')}) select ${values.join(', ')}
		from jsonb_to_recordset($1::jsonb) as r(${record.join(', ')})`;
}

function* chunks(rows: Batch['rows'], maxCharacters: number): Generator<{ json: string; rows: number }> {
	let parts: string[] = [];
	let size = 0;
	for (const row of rows) {
		const text = JSON.stringify(row);
		if (size + text.length > maxCharacters && parts.length > 0) {
			yield { json: `[${parts.join(',')}]`, rows: parts.length };
			[parts, size] = [[], 0];
		}
		parts.push(text);
		size += text.length;
	}
	if (parts.length > 0) yield { json: `[${parts.join(',')}]`, rows: parts.length };
}
