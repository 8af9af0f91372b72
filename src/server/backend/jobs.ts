import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { asUser, worksAnywhere } from '#server/backend/as-user';
import type { Engine } from '#server/backend/engine';
import type {
	DatabaseState,
	DemoInput,
	DemoResult,
	FeedEntry,
	JobInput,
	JobName,
	JobProgress,
	JobResult
} from '#server/backend/job-table';
import { pendingMigrations, readMigrations } from '#server/backend/migrations';
import { burnPasswordCheck } from '#server/backend/password-cost';
import type { ThreadStart } from '#server/backend/thread-messages';
import { writeWhole } from '#server/whole-file';

/** What a job may use. Runs in the database thread. */
export interface JobContext {
	readonly engine: Engine;
	readonly start: ThreadStart;
	readonly progress: (progress: JobProgress) => void;
	readonly signal: AbortSignal;
}

type Jobs = { readonly [Name in JobName]: (input: JobInput<Name>, context: JobContext) => Promise<JobResult<Name>> };

/** Every job by its name. The heavy ones load their code when first asked. */
export const JOBS: Jobs = {
	ingest: async (input, { engine, progress, signal }) => {
		const { ingest } = await import('#server/ingest/ingest');
		const { survey, life, isDemo, timeZone } = input;
		return ingest(engine.sql, survey, life, { isDemo, timeZone, onProgress: progress, signal });
	},
	'import-store': async (input, context) => {
		const { storeImport } = await import('#server/upload/store-job');
		return storeImport(input, context);
	},
	'import-close': async ({ importId, state, result }, { engine }) => {
		const values = [importId, state, JSON.stringify(result)];
		await engine.sql.query('select private.close_import($1::uuid, $2, $3::jsonb)', values);
		return null;
	},
	'import-recover': async (_, { engine }) => {
		await engine.sql.query('select private.interrupt_imports()');
		return null;
	},
	demo: makeDemo,
	'demo-mend': async (_, context) => {
		const { mendDemo } = await import('#server/demo/accounts-setup');
		return { mended: await mendDemo(context.engine.sql, await accountMaker(context)) };
	},
	tick: async ({ now }, { engine }) => {
		await engine.sql.query('select private.tick($1::timestamptz)', [now]);
		const { speakNames } = await import('#server/ingest/spoken-names');
		await speakNames(engine.sql);
		return null;
	},
	snapshot: async ({ path }, { engine }) => {
		if (!engine.dump) throw Object.assign(new Error('not-embedded'), { refusal: 'not-embedded' });
		const bytes = await promisify(gzip)(await engine.dump(), { level: 1 });
		await writeWhole(path, bytes);
		return { bytes: bytes.length };
	},
	'setup-token': async (_, { engine }) => {
		const [row] = await engine.sql.query<{ token: string }>('select private.make_setup_token() as token');
		return { token: row!.token };
	},
	state: databaseState,
	'gate-check': async ({ account, address }, { engine }) => {
		const [row] = await engine.sql.query<{ wait: number }>('select private.gate_check($1, $2, now()) as wait', [
			account,
			address
		]);
		return { waitSeconds: Number(row?.wait ?? 0) };
	},
	'gate-record': async ({ account, address, success }, { engine }) => {
		await engine.sql.query('select private.gate_record($1, $2, $3, now())', [account, address, success]);
		return null;
	},
	'sign-in-decoy': async ({ account, password }, { engine }) => {
		const known = await engine.sql.query(
			"select 1 from auth.users where email = $1 and coalesce(encrypted_password, '') <> ''",
			[account]
		);
		if (known.length === 0) await burnPasswordCheck(password);
		return null;
	},
	'may-hear': async ({ districtId, ...user }, { engine }) => {
		const rows = await asUser<{ id: string }>(engine.sql, user, MAY_HEAR, [districtId]);
		return { nodeIds: rows.map((row) => row.id) };
	},
	works: async (user, { engine }) => ({ works: await worksAnywhere(engine.sql, user) }),
	'feed-after': async ({ seq, limit }, { engine }) => ({
		entries: await engine.sql.query<FeedEntry>(
			`select seq, district_id as "districtId", community_id as "communityId", subject, subject_id as id,
				is_public as "isPublic" from public.feed where seq > $1 order by seq limit $2`,
			[seq, limit]
		)
	}),
	'feed-head': async (_, { engine }) => {
		const [row] = await engine.sql.query<{ seq: number }>('select coalesce(max(seq), 0) as seq from public.feed');
		return { seq: Number(row?.seq ?? 0) };
	}
};

async function makeDemo(input: DemoInput, context: JobContext): Promise<DemoResult> {
	const [{ generateTown }, { ingest }, { openDemoAccounts, isDemoDatabase }] = await Promise.all([
		import('#server/demo/town'),
		import('#server/ingest/ingest'),
		import('#server/demo/accounts-setup')
	]);
	const { engine, progress, signal } = context;
	progress({ stage: 'draw' });
	const { survey, life } = generateTown({ seed: input.seed, scale: input.scale, today: input.today });
	const options = { isDemo: true, timeZone: input.timeZone, onProgress: progress, signal };
	const accounts = await isDemoDatabase(engine.sql);
	const stored = await ingest(engine.sql, survey, life, options);
	progress({ stage: 'accounts' });
	const opened = accounts && (await openDemoAccounts(engine.sql, await accountMaker(context), stored.districtId));
	return { ...stored, name: survey.district.name, accounts: opened };
}

async function accountMaker({ engine, start }: JobContext) {
	const { makeAccountThroughGateway, makeAccountOnPlatform } = await import('#server/demo/account-maker');
	const { place } = start;
	if (place.kind === 'platform') return makeAccountOnPlatform(place.platform);
	return engine.fetch ? makeAccountThroughGateway(engine.fetch, start.keys.publishableKey) : null;
}

async function databaseState(_: null, { engine, start }: JobContext): Promise<DatabaseState> {
	const [row] = await engine.sql.query<{ empty: boolean; unadministered: boolean }>(
		'select not exists (select from public.districts) as empty, private.needs_administrator() as unadministered'
	);
	const pending = await pendingMigrations(engine.sql, await readMigrations(start.migrations));
	return { empty: row!.empty, administered: !row!.unadministered, pendingMigrations: pending };
}

// the same rule as public.feed_since
const MAY_HEAR = `
	select c.id from private.communities_touched('worker', 'administrator') as c (id)
	union select n.id from private.nodes_where('worker', 'administrator') as n (id) where n.id = $1`;
