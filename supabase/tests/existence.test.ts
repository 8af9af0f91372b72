import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEachEngine, type TestDatabase, type Who } from './database.ts';
import { at } from './fixture.ts';

/** Calls about a thing by id, and somebody who may not know of it. */
const QUESTIONS: readonly { name: string; who: Who; key: string; hidden: string; rest: object }[] = [
	{ name: 'wish_card', who: null, key: 'p_wish', hidden: 'wish X111', rest: {} },
	{ name: 'wish_card', who: 'sibling-worker', key: 'p_wish', hidden: 'wish X111', rest: {} },
	{ name: 'wish_card', who: 'official', key: 'p_wish', hidden: 'wish X111 public', rest: {} },
	{
		name: 'set_wish_state',
		who: 'resident',
		key: 'p_wish',
		hidden: 'wish X111',
		rest: { p_version: 1, p_state: 'published' }
	},
	{
		name: 'set_wish_state',
		who: 'sibling-worker',
		key: 'p_wish',
		hidden: 'wish X111',
		rest: { p_version: 9, p_state: 'nonsense' }
	},
	{ name: 'member_card', who: 'resident', key: 'p_member', hidden: 'member X111', rest: {} },
	{
		name: 'move_member',
		who: 'sibling-worker',
		key: 'p_member',
		hidden: 'member X111',
		rest: { p_version: 1, p_lineage: at('X211') }
	},
	{
		name: 'move_member',
		who: 'chief',
		key: 'p_member',
		hidden: 'member X111',
		rest: { p_version: 9, p_lineage: null }
	},
	{ name: 'end_grant', who: 'resident', key: 'p_grant', hidden: 'grant worker', rest: { p_version: 1 } },
	{ name: 'end_grant', who: 'administrator', key: 'p_grant', hidden: 'grant chief', rest: { p_version: 1 } },
	{ name: 'confirm_volunteer', who: 'sibling-worker', key: 'p_grant', hidden: 'asked X111', rest: { p_version: 1 } },
	{ name: 'plan_assignment', who: 'worker', key: 'p_plan', hidden: 'draft D', rest: {} },
	{ name: 'plan_tiles', who: 'worker', key: 'p_plan', hidden: 'draft D', rest: {} },
	{ name: 'plan_ground', who: 'worker', key: 'p_plan', hidden: 'draft D', rest: {} },
	{ name: 'plan_outline', who: 'worker', key: 'p_plan', hidden: 'draft D', rest: {} },
	{
		name: 'create_password_reset',
		who: 'administrator',
		key: 'p_user',
		hidden: 'chief',
		rest: { p_district: at('D') }
	},
	{ name: 'end_sessions', who: 'administrator', key: 'p_user', hidden: 'chief', rest: { p_district: at('D') } },
	{ name: 'audit_page', who: 'sibling-worker', key: 'p_subject_id', hidden: 'X111', rest: { p_district: at('D') } }
];

const WRITES = [
	'set_wish_state',
	'move_member',
	'end_grant',
	'confirm_volunteer',
	'create_password_reset',
	'end_sessions'
];

/** Everything that an answer tells: result, or code, name and detail of the refusal. */
async function answerTo(database: TestDatabase, question: (typeof QUESTIONS)[number], thing: string): Promise<unknown> {
	const operation = WRITES.includes(question.name) ? { p_operation: randomUUID() } : {};
	const args = { ...operation, [question.key]: at(thing), ...question.rest };
	return database
		.call(question.who, question.name, args)
		.catch((cause: { code: string; message: string; detail?: string; hint?: string }) => ({
			code: cause.code,
			message: cause.message,
			detail: cause.detail ?? '',
			hint: cause.hint ?? ''
		}));
}

onEachEngine('what one may not see', (open) => {
	it.each(QUESTIONS)('looks like nothing to $who in $name ($hidden)', async (question) => {
		const hidden = await answerTo(open(), question, question.hidden);
		expect(hidden).toEqual(await answerTo(open(), question, 'there is no such thing'));
	});

	it('is in no page, whatever is asked for', async () => {
		const canary = '王奶奶';
		for (const who of [
			null,
			'resident',
			'volunteer',
			'official',
			'administrator',
			'chief',
			'sibling-worker'
		] as const) {
			const answers = await Promise.all([
				open().call(who, 'wishes_page', { p_district: at('D'), p_community: at('C1'), p_limit: 9999 }),
				open().call(who, 'members_page', { p_district: at('D'), p_community: at('C1'), p_limit: 9999 }),
				open().call(who, 'map_view', { p_district: at('D') }),
				open().call(who, 'place_card', { p_building: at('building X111') }),
				open().call(who, 'cell_card', { p_node: at('X111') }),
				open().call(who, 'cell_card', { p_node: at('C1') }),
				open().call(who, 'feed_since', { p_district: at('D') }),
				...(who === null ? [] : [open().call(who, 'audit_page', { p_district: at('D'), p_limit: 9999 })])
			]);
			const text = JSON.stringify(answers);
			for (const secret of [canary, '13711112222', '1380000X111', '1390000X111', '负责人X111'])
				expect(text.includes(secret), `${who}: ${secret}`).toBe(false);
		}
	});
});
