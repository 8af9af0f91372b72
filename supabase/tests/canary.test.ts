import { createHmac, randomUUID } from 'node:crypto';
import { beforeAll, expect, it, vi } from 'vitest';
import { plantCanaries, type Canary } from './canaries.ts';
import { onEachEngine, type TestDatabase } from './database.ts';
import { FUNCTIONS, RELATIONS } from './expectations.ts';
import { at } from './fixture.ts';
import { openGateway, PUBLISHABLE_KEY, TEST_JWT_SECRET, type Gateway } from './gateway.ts';

// the library prints every statement that fails, with its parameters; the server's own console does not
vi.spyOn(console, 'error').mockImplementation(() => undefined);

const ASKERS = [
	null,
	'resident',
	'volunteer',
	// before the worker of the whole, who moves a member out of the cell
	'cell-worker',
	'worker',
	'official',
	'administrator',
	'chief',
	'sibling-worker',
	'claimant',
	'author'
] as const;
type Asker = (typeof ASKERS)[number];
/** The policies are the same on the server: asked there are those who tell them apart. */
const ASKERS_ON_SERVER: readonly Asker[] = [null, 'resident', 'worker', 'official', 'sibling-worker'];
/** These would make the asker somebody else, or take away what the next one is to look for. */
const CHANGING = ['redeem_invitation', 'grant_role', 'end_duty', 'discard_plan', 'place_members'];

onEachEngine('canaries', (open) => {
	let gateway: Gateway;
	let canaries: Canary[];
	let questions: Question[];
	beforeAll(async () => {
		gateway = openGateway(open());
		canaries = await plantCanaries(open());
		questions = [...(await tableQuestions(open())), ...functionQuestions(), ...searches(canaries)];
	});

	async function heard(headers: Readonly<Record<string, string>>): Promise<string[]> {
		let answers = '';
		for (const { method, path, body, accept } of questions) {
			const response = await gateway.ask(method, path, body, { ...headers, ...(accept ? { accept } : {}) });
			answers += `${JSON.stringify([...response.headers])}\n${await response.text()}\n`;
		}
		return canaries.filter(({ text }) => answers.includes(text)).map(({ text }) => text);
	}

	it.for(ASKERS.map((who) => ({ who, name: who ?? 'a stranger' })))(
		'$name hears what is theirs to hear',
		async ({ who }, { skip }) => {
			skip(open().engine === 'native' && !ASKERS_ON_SERVER.includes(who));
			const due = canaries.filter(({ seenBy }) => who !== null && seenBy.includes(who)).map(({ text }) => text);
			expect((await heard(bearer(who))).sort()).toEqual(due.sort());
		}
	);

	it('a worker whose session was ended hears nothing', async () => {
		expect(await heard(bearer('worker', { session_id: randomUUID() }))).toEqual([]);
	});

	it('a search for a hidden text finds as little as a search for none', async () => {
		for (const { text, seenBy } of canaries)
			for (const who of ['resident', 'official', 'sibling-worker'] as const) {
				if (seenBy.includes(who)) continue;
				for (const name of ['members_page', 'buildings_page']) {
					const page = { p_district: at('D'), p_query: text };
					const answer = await gateway.ask('POST', `/rest/v1/rpc/${name}`, page, bearer(who));
					expect(await answer.json()).toMatchObject({ total: 0, rows: [] });
				}
			}
	});
});

interface Question {
	readonly method: string;
	readonly path: string;
	readonly body?: unknown;
	readonly accept?: string;
}

/** A token as the library signs it. */
function bearer(who: Asker, claims: object = {}): Record<string, string> {
	if (who === null) return { apikey: PUBLISHABLE_KEY };
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const exp = Math.floor(Date.now() / 1000) + 3600;
	const said = `${part({ alg: 'HS256', typ: 'JWT' })}.${part({ sub: at(who), role: 'authenticated', aud: 'authenticated', exp, ...claims })}`;
	const signature = createHmac('sha256', TEST_JWT_SECRET).update(said).digest('base64url');
	return { apikey: PUBLISHABLE_KEY, authorization: `Bearer ${said}.${signature}` };
}

/** Tables with a column that not all may read, as JSON and CSV, counted and written to; each such column; embedded. */
async function tableQuestions({ sql }: TestDatabase): Promise<Question[]> {
	const columns = await sql.query<{ table: string; column: string; open: boolean }>(COLUMNS);
	const pairs = await sql.query<{ table: string; other: string }>(EMBEDDINGS);
	const closed = columns.filter((column) => !column.open);
	const guarded = [...new Set(closed.map(({ table }) => table))];
	const get = (path: string, accept?: string): Question => ({ method: 'GET', path, ...(accept ? { accept } : {}) });
	return [
		...guarded.flatMap((table) => [
			get(`/rest/v1/${table}?select=*`),
			get(`/rest/v1/${table}`, 'text/csv'),
			{ method: 'PATCH', path: `/rest/v1/${table}?select=*`, body: { district_id: at('D') } }
		]),
		...closed.map(({ table, column }) => get(`/rest/v1/${table}?select=${column}&order=${column}`)),
		...pairs
			.filter(({ other }) => guarded.includes(other))
			.map(({ table, other }) => get(`/rest/v1/${table}?select=district_id,${other}(*)`)),
		get(`/rest/v1/plans?select=*`),
		get(`/rest/v1/wishes?select=*`),
		get(`/rest/v1/wishes?select=id&wish_doors.raw_text=like.*canary*`),
		get(`/rest/v1/users?select=*`)
	];
}

/** Every function about every relation, and pages as large as one may ask for. */
function functionQuestions(): Question[] {
	const post = (name: string, body: unknown): Question => ({ method: 'POST', path: `/rest/v1/rpc/${name}`, body });
	const pages = ['buildings_page', 'members_page', 'wishes_page', 'audit_page', 'accounts_page', 'feed_since'];
	return [
		...Object.entries(FUNCTIONS).flatMap(([name, { args }]) =>
			CHANGING.includes(name)
				? []
				: RELATIONS.flatMap((relation) => {
						const given = args(relation);
						return given ? [post(name, given)] : [];
					})
		),
		...pages.flatMap((name) => ['D', 'E'].map((d) => post(name, { p_district: at(d), p_limit: 9999 }))),
		...['X111', 'X211', 'X911'].flatMap((cell) => [
			post('place_card', { p_building: at(`building ${cell}`) }),
			...['', ' public', ' claimed'].map((kind) => post('wish_card', { p_wish: at(`wish ${cell}${kind}`) })),
			...['', ' shown'].map((kind) => post('member_card', { p_member: at(`member ${cell}${kind}`) }))
		]),
		post('wish_card', { p_wish: at('wish X311') })
	];
}

/** Addresses as search words: a whole one may find its account for an administrator, part of one for nobody. */
function searches(canaries: readonly Canary[]): Question[] {
	return canaries.slice(0, 3).map(({ text }) => ({
		method: 'POST',
		path: '/rest/v1/rpc/accounts_page',
		body: { p_district: at('D'), p_query: text.slice(0, 9) }
	}));
}

const COLUMNS = `select c.relname as table, a.attname as column, has_column_privilege('anon', c.oid, a.attnum, 'select') as open
	from pg_class c join pg_attribute a on a.attrelid = c.oid
	where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'v') and a.attnum > 0 and not a.attisdropped order by 1, 2`;
const EMBEDDINGS = `select a.relname as table, b.relname as other from pg_constraint f
	join pg_class a on a.oid in (f.conrelid, f.confrelid) join pg_class b on b.oid in (f.conrelid, f.confrelid) and b.oid <> a.oid
	where f.contype = 'f' and a.relnamespace = 'public'::regnamespace and b.relnamespace = 'public'::regnamespace group by 1, 2`;
