import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#server/demo/accounts';
import { DEMO_NAMES } from '#server/demo/accounts.words';
import type { MakeAccount } from '#server/demo/account-maker';
import type { Sql } from '#server/sql';

/**
 * Whether demo accounts may exist here: everybody knows their password, so they stay out of a database that holds a
 * real district.
 */
export async function isDemoDatabase(sql: Sql): Promise<boolean> {
	const real = await sql.query('select 1 from public.districts where not is_demo limit 1');
	return real.length === 0;
}

/**
 * Makes the demo accounts and gives them their places in a demo district. Returns whether it did: not in a database
 * with a real district, and not on a platform whose secret key is unknown.
 */
export async function openDemoAccounts(sql: Sql, makeAccount: MakeAccount, districtId: string): Promise<boolean> {
	if (!makeAccount || !(await isDemoDatabase(sql))) return false;
	for (const { email } of DEMO_ACCOUNTS) await makeAccount(email, DEMO_PASSWORD);
	await sql.transaction((tx) => settle(tx, districtId));
	return true;
}

/** Gives every demo district its accounts that was stored but not furnished when the server was killed. */
export async function mendDemo(sql: Sql, makeAccount: MakeAccount): Promise<boolean> {
	const bare = await sql.query<{ id: string }>(
		'select id from public.districts d where is_demo and not exists (select from public.grants g where g.district_id = d.id)'
	);
	let mended = false;
	for (const { id } of bare) mended = (await openDemoAccounts(sql, makeAccount, id)) || mended;
	return mended;
}

async function settle(sql: Sql, districtId: string): Promise<void> {
	const users = await userIds(sql);
	await nameProfiles(sql, users);
	const communityId = await livelyCommunity(sql, districtId);
	const grant = (role: string, nodeId: string) => sql.query(GRANT, [districtId, users[role], role, nodeId]);
	await grant('administrator', districtId);
	await grant('official', districtId);
	await grant('worker', communityId);
	await grant('volunteer', communityId);
	await sql.query(VOLUNTEER_CLAIMS, [users['volunteer'], communityId]);
	await sql.query(RESIDENT_WISHES, [users['resident'], communityId]);
}

async function userIds(sql: Sql): Promise<Record<string, string>> {
	const ids: Record<string, string> = {};
	for (const { role, email } of DEMO_ACCOUNTS) {
		const [row] = await sql.query<{ id: string }>('select id from auth.users where email = $1', [email]);
		if (!row) throw new Error(`no demo account for ${role}`);
		ids[role] = row.id;
	}
	return ids;
}

async function nameProfiles(sql: Sql, users: Record<string, string>): Promise<void> {
	for (const { role } of DEMO_ACCOUNTS) {
		await sql.query(
			`insert into public.profiles (id, display_name) values ($1, $2)
			on conflict (id) do update set display_name = excluded.display_name`,
			[users[role], DEMO_NAMES[role]]
		);
	}
}

/** The community with the most live claims: the one in which every demo account has something to look at. */
async function livelyCommunity(sql: Sql, districtId: string): Promise<string> {
	const [row] = await sql.query<{ id: string }>(
		`select c.id from public.communities c
			left join public.wish_claims w on w.community_id = c.id and w.state = 'live' and w.member_id is not null
		where c.district_id = $1 group by c.id order by count(w.id) desc, c.id limit 1`,
		[districtId]
	);
	if (!row) throw new Error('a demo district without a community');
	return row.id;
}

const GRANT = `insert into public.grants (district_id, user_id, role, node_id)
	values ($1, $2, $3, $4) on conflict do nothing`;

// The volunteer is one of the members, and that member's live claims are the volunteer's.
const VOLUNTEER_CLAIMS = `
	with claim as (
		select member_id from public.wish_claims
		where community_id = $2 and state = 'live' and member_id is not null order by claimed_at, id limit 1
	), member as (
		update public.members m set user_id = $1 from claim where m.id = claim.member_id returning m.id
	)
	update public.wish_claims c set user_id = $1 from member where c.member_id = member.id and c.state = 'live'`;

// One wish of each state in which its author can still be waiting for something.
const RESIDENT_WISHES = `
	update public.wish_doors d set author_id = $1
	where d.wish_id in (
		select distinct on (w.state) w.id from public.wishes w
		where w.community_id = $2 and w.state in ('collected', 'published', 'claimed', 'done')
		order by w.state, w.created_at desc, w.id
	)`;
