import { createHash } from 'node:crypto';
import { at } from './fixture.ts';
import type { TestDatabase } from './database.ts';

/** A text that was put where only some may read it, and those who may. */
export interface Canary {
	readonly text: string;
	readonly seenBy: readonly string[];
}

const NOBODY: readonly string[] = [];
const WORKERS: Readonly<Record<string, readonly string[]>> = {
	X111: ['cell-worker', 'worker'],
	X211: ['sibling-worker'],
	X911: NOBODY
};
const DOOR_COLUMNS = ['door', 'raw_text', 'person_name', 'person_phone', 'proxy_name'];
/** Numbers that no identifier contains by chance: nine digits. */
const UNIT_NUMBERS = { people: 711_170_017, elders: 711_170_018, children: 711_170_019 };

interface Plant extends Canary {
	readonly table: string;
	readonly column: string;
	readonly where: string;
	readonly id: string;
}

const plant = (table: string, column: string, where: string, name: string, seenBy: readonly string[]): Plant => ({
	text: `canary-${createHash('md5').update(`${table} ${column} ${name}`).digest('hex').slice(0, 16)}`,
	seenBy,
	table,
	column,
	where,
	id: at(name)
});

const IN_CELLS = Object.entries(WORKERS).flatMap(([cell, workers]) => [
	plant('members', 'name', 'id', `member ${cell}`, workers),
	plant('members', 'phone', 'id', `member ${cell}`, workers),
	plant('members', 'phone', 'id', `member ${cell} shown`, workers),
	...(cell === 'X111'
		? [
				plant('duties', 'person_name', 'id', `duty ${cell}`, workers),
				plant('duties', 'person_phone', 'id', `duty ${cell}`, workers)
			]
		: []),
	...[`wish ${cell}`, `wish ${cell} public`].flatMap((wish) =>
		DOOR_COLUMNS.map((column) => plant('wish_doors', column, 'wish_id', wish, workers))
	)
]);

const ELSEWHERE: readonly Plant[] = [
	plant('wish_doors', 'raw_text', 'wish_id', 'wish X211 claimed', ['claimant', 'sibling-worker']),
	plant('wish_doors', 'raw_text', 'wish_id', 'wish X311', ['author']),
	plant('wishes', 'public_text', 'id', 'wish X311', ['author']),
	plant('plans', 'name', 'id', 'draft D', ['chief']),
	plant('duties', 'reason', 'id', 'duty X111', NOBODY),
	plant('invitations', 'note', 'id', 'invitation C1', ['administrator', 'chief']),
	plant('invitations', 'token_hash', 'id', 'invitation C2', NOBODY),
	plant('grants', 'reason', 'id', 'grant worker', ['administrator', 'chief', 'worker']),
	plant('operations', 'request_hash', 'id', 'operation nobody', NOBODY)
];

/** Puts a text of its own into every protected column and returns who may read which. */
export async function plantCanaries({ sql }: TestDatabase): Promise<Canary[]> {
	const plants = [...IN_CELLS, ...ELSEWHERE];
	await sql.transaction(async (tx) => {
		// as if it had always stood there: no audit, no feed, no counting
		await tx.run("set local session_replication_role = 'replica'");
		for (const { table, column, where, id, text } of plants)
			await tx.query(`update public.${table} set ${column} = $1 where ${where} = $2`, [text, id]);
		for (const [column, number] of Object.entries(UNIT_NUMBERS))
			await tx.query(`update public.units set ${column} = $1::int where id = $2`, [number, at('X111号楼1')]);
		await tx.query("update auth.users set email = 'canary-nobody@example.org', encrypted_password = $1 where id = $2", [
			'canary-encrypted-password',
			at('nobody')
		]);
		await tx.query("update auth.users set email = 'canary-author@example.org' where id = $1", [at('author')]);
		await tx.query("update public.profiles set display_name = '' where id = any ($1)", [[at('nobody'), at('author')]]);
		await tx.query('insert into private.setup_tokens (token_hash) values ($1)', ['canary-setup-token']);
		await tx.query('insert into private.sign_in_failures (account, address, at) values ($1, $1, now())', [
			'canary-gate'
		]);
	});
	return [
		...plants,
		// who divides a community counts the people behind each of its stairs
		...Object.values(UNIT_NUMBERS).map((number) => ({ text: String(number), seenBy: ['worker'] })),
		{ text: 'canary-nobody', seenBy: ['administrator', 'chief'] },
		{ text: 'canary-author', seenBy: ['author'] },
		...['canary-encrypted-password', 'canary-setup-token', 'canary-gate'].map((text) => ({ text, seenBy: NOBODY }))
	];
}
