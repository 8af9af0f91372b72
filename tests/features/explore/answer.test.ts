import type { SupabaseClient } from '@supabase/supabase-js';
import { describe, expect, test } from 'vitest';
import type { ViewCentre } from '#domain/place/view';
import { answer } from '#features/explore/answer';
import { parseQuestion } from '#features/explore/view-url';
import { smallView, viewId } from '#fixtures/small-view';

type Reply = { data?: unknown; error?: { code?: string; message: string; details?: string }; status?: number };

/** A client that answers from a table and keeps what it was asked. */
function fakeClient(replies: Record<string, Reply>) {
	const asked: { name: string; args: Record<string, unknown> }[] = [];
	const client = {
		rpc: (name: string, args: Record<string, unknown>) => {
			asked.push({ name, args });
			const reply = replies[name] ?? { error: { code: 'P0001', message: 'not-found' }, status: 400 };
			return Promise.resolve({ data: reply.data ?? null, error: reply.error ?? null, status: reply.status ?? 200 });
		}
	};
	return { client: client as unknown as SupabaseClient, asked };
}

const ask = (query: string) => parseQuestion(new URLSearchParams(query));
const noCentres = () => Promise.resolve([]);
const EMPTY_PAGE = { data: { total: 0, rows: [] } };

describe('what the address asks', () => {
	test('a chosen community narrows the list to it, a chosen cell to its lineage', async () => {
		const { client, asked } = fakeClient({ buildings_page: EMPTY_PAGE });
		await answer(client, smallView, ask(`mode=buildings&cell=${viewId(11)}&page=3`), noCentres);
		await answer(client, smallView, ask(`mode=buildings&cell=${viewId(31)}`), noCentres);
		const pages = asked.filter(({ name }) => name === 'buildings_page').map(({ args }) => args);
		expect(pages[0]).toMatchObject({ p_community: viewId(11), p_lineage: null, p_limit: 25, p_offset: 50 });
		expect(pages[1]).toMatchObject({ p_community: null, p_lineage: viewId(31), p_offset: 0 });
	});

	test('a stage asks for its states, no stage for all', async () => {
		const { client, asked } = fakeClient({ wishes_page: EMPTY_PAGE });
		await answer(client, smallView, ask('mode=wishes&state=fulfilled&kind=goods'), noCentres);
		await answer(client, smallView, ask('mode=wishes'), noCentres);
		expect(asked[0]?.args).toMatchObject({ p_state: ['confirmed', 'closed'], p_kind: ['goods'] });
		expect(asked[1]?.args).toMatchObject({ p_state: null, p_kind: null });
	});

	test('a community has a card like the cells below it', async () => {
		const totals = { households: 9, people: 20, elders: null, children: null, suppressed: true };
		const detail = { id: viewId(11), name: '社区', code: '1', totals, duties: [], members: null };
		const { client, asked } = fakeClient({ cell_card: { data: { ...detail, wishes: { open: 2, fulfilled: 0 } } } });
		const { card } = await answer(client, smallView, ask(`cell=${viewId(11)}`), noCentres);
		expect(asked.find(({ name }) => name === 'cell_card')?.args).toEqual({ p_node: viewId(11) });
		expect(card).toMatchObject({ kind: 'cell', id: viewId(11), detail });
	});

	test.each(['cell', 'centre', 'building', 'wish', 'member'])(
		'an unknown %s is answered like a hidden one',
		async (kind) => {
			const { client } = fakeClient({});
			const { card } = await answer(client, smallView, ask(`${kind}=${viewId(99)}`), noCentres);
			expect(card).toEqual({ kind: 'refused', id: viewId(99), refusal: 'not-found' });
		}
	);

	test('a refused list leaves the card, and the other way round', async () => {
		const { client } = fakeClient({ wishes_page: { error: { message: 'x' }, status: 503 } });
		const { list } = await answer(client, smallView, ask('mode=wishes'), noCentres);
		expect(list).toEqual({ mode: 'refused', refusal: 'busy' });
	});

	test('the history is asked by workers and administrators only', async () => {
		const { client, asked } = fakeClient({ audit_page: EMPTY_PAGE });
		const visitor = await answer(client, smallView, ask(`wish=${viewId(99)}`), noCentres);
		expect(visitor.audit).toBeNull();
		expect(asked.some(({ name }) => name === 'audit_page')).toBe(false);
		const roles = [{ role: 'worker' as const, nodeId: viewId(11), kind: 'community' as const }];
		const worker = { ...smallView, me: { userId: viewId(7), roles } };
		expect((await answer(client, worker, ask(`wish=${viewId(99)}`), noCentres)).audit).toEqual([]);
	});

	test('centres come open ones first, page by page, and those found by their name', async () => {
		const centre = (n: number, status: 'open' | 'planned'): ViewCentre => ({
			...{ id: viewId(n), name: `centre ${String(n).padStart(3, '0')}`, kind: 'station', status, communityId: null },
			...{
				communityName: null,
				address: '',
				position: [118.6, 37.4],
				areaM2: null,
				floor: 1,
				phone: '',
				items: [],
				hours: [],
				version: 1
			}
		});
		const all = Array.from({ length: 60 }, (_, n) => centre(n, n < 20 ? 'planned' : 'open'));
		const asked = (query: string) => answer(fakeClient({}).client, smallView, ask(query), () => Promise.resolve(all));
		const names = async (query: string) => {
			const { list } = await asked(query);
			return list.mode === 'centres' ? list.page.rows.map(({ id }) => id) : null;
		};
		const sorted = [...all.slice(20), ...all.slice(0, 20)].map(({ id }) => id);
		expect(await names('mode=centres')).toEqual(sorted.slice(0, 50));
		expect(await names('mode=centres&page=2')).toEqual(sorted.slice(50));
		expect((await asked(`centre=${viewId(7)}`)).card).toEqual({ kind: 'centre', id: viewId(7), centre: all[7] });
		expect((await asked('mode=buildings&q=CENTRE 01')).centres).toHaveLength(6);
		expect((await asked('mode=buildings')).centres).toEqual([]);
	});

	test('of a district whose communities are not all known, those around what is shown come along', async () => {
		const community = smallView.communities[1]!;
		const view = { ...smallView, communities: [], cells: [] };
		const replies = { communities_page: { data: { total: 1, rows: [community] } }, buildings_page: EMPTY_PAGE };
		const asked = async (query: string) => {
			const { client, asked: calls } = fakeClient(replies);
			const { communities } = await answer(client, view, ask(query), noCentres);
			return {
				calls,
				communities,
				within: calls.filter(({ name }) => name === 'communities_page').map(({ args }) => args)
			};
		};
		expect((await asked('')).calls).toEqual([]);
		const opened = await asked(`in=${viewId(2)}`);
		expect(opened.within).toMatchObject([{ p_within: [viewId(2)] }]);
		expect(opened.communities).toEqual([community]);
		const chosen = await asked(`mode=buildings&cell=${viewId(11)}`);
		expect(chosen.within).toMatchObject([{ p_within: [viewId(11)] }]);
		expect(chosen.calls.find(({ name }) => name === 'buildings_page')?.args).toMatchObject({ p_community: viewId(11) });
	});

	test('in a district whose tree is not known the search finds communities and cells by their names', async () => {
		const hit = (kind: string, n: number, near = false) => ({
			...{ kind, id: viewId(n), name: `found ${n}`, detail: `code ${n}`, communityId: null, communityName: null, near }
		});
		const rows = [
			hit('cell', 31),
			hit('building', 7),
			hit('community', 11),
			hit('area', 21),
			hit('community', 12, true)
		];
		const { client, asked } = fakeClient({ buildings_page: EMPTY_PAGE, search: { data: { rows } } });
		const large = { ...smallView, communities: [], cells: [] };
		const { places } = await answer(client, large, ask('mode=buildings&q=found'), noCentres);
		expect(places.map(({ level, name, code }) => [level, name, code])).toEqual([
			[1, 'found 11', 'code 11'],
			[2, 'found 21', 'code 21'],
			[3, 'found 31', 'code 31']
		]);
		expect(asked.some(({ name }) => name === 'cells_page')).toBe(false);
	});

	test('of a district whose living areas are not all known, a community brings its own', async () => {
		const larger = { ...smallView, plan: { ...smallView.plan!, areaCount: 900 } };
		const totals = { households: 9, people: 20, elders: null, children: null, suppressed: true };
		const detail = { id: viewId(11), name: '社区', code: '1', totals, duties: [], members: null };
		const replies = { cell_card: { data: { ...detail, wishes: { open: 2, fulfilled: 0 } } }, cells_page: EMPTY_PAGE };
		const { client, asked } = fakeClient(replies);
		await answer(client, larger, ask(`cell=${viewId(11)}`), noCentres);
		expect(asked.find(({ name }) => name === 'cells_page')?.args).toMatchObject({ p_within: [viewId(11)] });
	});
});
