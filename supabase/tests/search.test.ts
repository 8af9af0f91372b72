import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { speakNames } from '#server/ingest/spoken-names';
import { simplified } from '#server/search/simplified';
import { onEachEngine, type Who } from './database.ts';
import { at } from './fixture.ts';

interface Hit {
	readonly kind: string;
	readonly id: string;
	readonly name: string;
	readonly communityName: string | null;
	readonly near: boolean;
}

onEachEngine('search', (open) => {
	const answer = async (query: string | null, who: Who = null, limit = 20) =>
		(
			await open().call<{ rows: readonly Hit[] }>(who, 'search', {
				p_district: at('D'),
				p_query: query,
				p_limit: limit
			})
		).rows;
	const names = async (query: string) => (await answer(query)).map((hit) => hit.name);
	const folded = async (text: string) =>
		(await open().sql.query<{ text: string }>('select private.search_fold($1) as text', [text]))[0]!.text;
	/** Renames buildings of the fixture and lets the server read the names aloud. */
	const rename = async (renamed: Readonly<Record<string, string>>) => {
		for (const [building, name] of Object.entries(renamed)) {
			const id = at(`building ${building}`);
			await open().sql.query('update public.buildings set name = $2, address = $3 where id = $1', [id, name, '']);
		}
		await speakNames(open().sql);
	};

	describe('one way of writing', () => {
		it.each([
			['幸福里 3栋2单元', '幸福里3-2'],
			['幸福里３号楼２单元', '幸福里3-2'],
			['幸福里三号楼二单元', '幸福里3-2'],
			['幸福里3—2', '幸福里3-2'],
			['幸福里3#2', '幸福里3-2'],
			['梅园路100弄5号302室', '梅园路100-5-302'],
			['第十二网格', '12网格'],
			['一百零三号院', '103院'],
			['二〇三室', '203'],
			['三里屯', '三里屯'],
			['ＡＢＣ Ｔｏｗｅｒ', 'abctower'],
			['Café-Bar Élan', 'cafebarelan'],
			["O'Brien's", 'obriens'],
			['100%_\\d.*[a]', '100da'],
			['🏠幸福里👩‍👩‍👧', '幸福里'],
			['\u202eאבג\u202c 2', 'אבג2'],
			['-- - #', '']
		])('%s is %s', async (text, plain) => {
			expect(await folded(text)).toBe(plain);
		});
	});

	it('ranks what is exact, what begins, what is spoken so, what holds it; a whole number before a longer one', async () => {
		await rename({
			X111: '幸福里1号楼',
			X112: '幸福里12号楼',
			X121: '东幸福里1号楼',
			X211: '兴福路小学',
			X311: '新华书店'
		});
		expect((await names('幸福里1')).slice(0, 3)).toEqual(['幸福里1号楼', '幸福里12号楼', '东幸福里1号楼']);
		expect((await names('xfl1')).slice(0, 2)).toEqual(['幸福里1号楼', '幸福里12号楼']);
		expect((await names('xingfuli12'))[0]).toBe('幸福里12号楼');
		expect((await names('XingFu Li 12 hao lou'))[0]).toBe('幸福里12号楼');
		expect(await names('xhsd')).toEqual(['新华书店']);
		expect((await names('幸福里12栋3单元501'))[0]).toBe('幸福里12号楼');
	});

	it('forgives one slip, and says so', async () => {
		await rename({ X111: '幸福里1号楼', X112: '幸福里12号楼', X211: '兴福路小学', X311: '新华书店' });
		for (const slip of ['幸富里12号楼', '幸福12号楼', '幸幸福里12号楼', '福幸里12号楼']) {
			expect((await answer(slip))[0], slip).toMatchObject({ name: '幸福里12号楼', near: true });
		}
		expect(await names('新华叔店')).toEqual(['新华书店']);
		expect(await names('xinhuashudain')).toEqual(['新华书店']);
		expect((await answer('幸福里12号楼'))[0]).toMatchObject({ near: false, communityName: 'C1' });
		expect(await names('完全没有的地方')).toEqual([]);
	});

	it('forgives a slip in short words, beside a number and in what follows one, but not in the number', async () => {
		await rename({ X111: '云里3号楼', X112: '云里12号楼', X121: '槐苑里东院', X211: '永宁苑9号楼', X311: '新华书店' });
		for (const [slip, name] of [
			['雲里12号楼', '云里12号楼'],
			['云理12号楼', '云里12号楼'],
			['云12号楼', '云里12号楼'],
			['云里3山楼', '云里3号楼'],
			['云里3楼号', '云里3号楼'],
			['云里3号号楼', '云里3号楼'],
			['槐院里东院', '槐苑里东院'],
			['槐苑东院', '槐苑里东院'],
			['永宁9号楼', '永宁苑9号楼'],
			// as far as it was typed
			['槐院里', '槐苑里东院'],
			['山宁苑', '永宁苑9号楼']
		] as const) {
			expect((await answer(slip))[0], slip).toMatchObject({ name, near: true });
		}
		for (const other of ['云理11号楼', '云理2号楼', '永宇苑8号楼']) expect(await names(other), other).toEqual([]);
	});

	it('two letters are initials, in small letters or in large ones', async () => {
		await rename({ X111: '幸福里1号楼', X112: '西府海棠', X121: '兴福路小学', X211: '大幸福里', X311: '新华书店' });
		expect((await names('xf')).sort()).toEqual(['兴福路小学', '幸福里1号楼', '西府海棠']);
		expect((await names('XF')).length).toBe(3);
		expect(await names('xh')).toEqual(['新华书店']);
		expect(await names('qq')).toEqual([]);
	});

	it('traditional characters find simplified names, and the other way round', async () => {
		await rename({ X111: '幸福小区3号楼', X112: '鐘樓灣8號樓' });
		expect((await names(simplified('幸福小區3號樓2單元')))[0]).toBe('幸福小区3号楼');
		expect((await names(simplified('鐘樓灣8號樓')))[0]).toBe('鐘樓灣8號樓');
		expect((await names('钟楼湾8号楼'))[0]).toBe('鐘樓灣8號樓');
		expect((await names('zhonglouwan'))[0]).toBe('鐘樓灣8號樓');
		expect((await names('zlw8'))[0]).toBe('鐘樓灣8號樓');
	});

	it('what thousands of names hold still begins with the name that is so, and with those that begin so', async () => {
		await rename({ X111: '网格', X112: '网格中心' });
		const crowd = Array.from({ length: 1_500 }, (_, i) => ({
			...{ kind: 'building', ref: randomUUID(), district_id: at('D'), community_id: at('C1'), detail: '', also: '' },
			name: `柳浪里第${i + 1}网格`
		}));
		await open().sql.query(
			`select private.put_names(array_agg(r)) from jsonb_populate_recordset(null::private.search_name, $1::jsonb) r`,
			[JSON.stringify(crowd)]
		);
		await speakNames(open().sql);
		expect((await names('网格')).slice(0, 2)).toEqual(['网格', '网格中心']);
		expect((await names('wg')).slice(0, 2)).toEqual(['网格', '网格中心']);
		expect((await names('网格')).length).toBe(20);
		expect((await names('柳浪里1488')).length).toBe(1);
		expect((await names('柳狼里1488网格'))[0]).toBe('柳浪里第1488网格');
		expect((await answer('柳浪')).every(({ name }) => name.startsWith('柳浪里'))).toBe(true);
		await open().sql.query("delete from private.search_entries where name like '柳浪里%'");
		expect(await names('柳狼里1488网格')).toEqual([]);
	});

	it('nobody reads what the search is made of', async () => {
		for (const who of [null, 'worker', 'administrator', 'official']) {
			for (const table of ['search_entries', 'search_stems']) {
				const read = open().as(who, (sql) => sql.query(`select * from private.${table}`));
				await expect(read, `${table} for ${who}`).rejects.toThrow(/permission denied/);
			}
			for (const inner of ['search_plain', 'search_near']) {
				const call = open().as(who, (sql) => sql.query(`select * from private.${inner}($1, 'x', 5)`, [at('D')]));
				await expect(call, `${inner} for ${who}`).rejects.toThrow(/permission denied/);
			}
		}
	});

	it('finds every kind of place by name and by code, with the node, centre or building it is', async () => {
		const kinds = async (query: string) => (await answer(query)).map((hit) => [hit.kind, hit.id]);
		expect((await kinds('C1'))[0]).toEqual(['community', at('C1')]);
		expect((await kinds('A11'))[0]).toEqual(['area', at('A11')]);
		expect(await kinds('X112')).toContainEqual(['cell', at('X112')]);
		expect((await kinds('C2党群'))[0]).toEqual(['centre', at('centre C2')]);
		expect(await answer('X911')).toEqual([]);
		expect(await answer('X111', null, 1)).toHaveLength(1);
	});

	it('names of people, wishes, drafts and other districts are never found, by nobody', async () => {
		for (const who of [null, 'worker', 'administrator', 'official']) {
			for (const hidden of ['党员X111', '党员', '负责人', '王奶奶', '认领人', '修一盏灯', '13711112222', '1380000']) {
				expect(await answer(hidden, who), `${hidden} for ${who}`).toEqual([]);
			}
		}
		const kinds = await open().sql.query<{ kind: string }>(
			'select distinct kind from private.search_entries order by 1'
		);
		expect(kinds.map(({ kind }) => kind)).toEqual(['area', 'building', 'cell', 'centre', 'community']);
	});

	it('takes any text for text', async () => {
		await rename({ X111: "O'Brien 100%_\\ 大厦", X112: '旗舰🏠店' });
		expect(await names("o'brien")).toEqual(["O'Brien 100%_\\ 大厦"]);
		expect(await names('OBRIEN 100')).toEqual(["O'Brien 100%_\\ 大厦"]);
		expect(await names('旗舰店')).toEqual(['旗舰🏠店']);
		for (const odd of [
			'%',
			'_',
			'\\',
			"'",
			'"',
			'%%__',
			'🏠',
			'\u202e',
			'-',
			'',
			' ',
			'（）',
			"'; drop table x; --",
			'[a-z]*',
			'(((('
		])
			expect(Array.isArray(await answer(odd)), odd).toBe(true);
		expect(await answer('%')).toEqual([]);
		expect(await answer(null)).toEqual([]);
		expect(await answer('אבגדה')).toEqual([]);
	});

	it('refuses what is too long, before it looks', async () => {
		const refusal = { ok: false, refusal: 'query-too-long' };
		const ask = (query: string) => open().attempt(null, 'search', { p_district: at('D'), p_query: query });
		expect(await ask('里'.repeat(101))).toEqual(refusal);
		expect(await ask('x'.repeat(10_240))).toEqual(refusal);
		expect((await ask('里'.repeat(100))).ok).toBe(true);
		expect((await ask('一'.repeat(99) + '号')).ok).toBe(true);
		expect((await ask('十百'.repeat(40) + '号楼')).ok).toBe(true);
	});

	it('follows every change of a name, of the plan and of what is there', async () => {
		const { sql } = open();
		await sql.query("update public.communities set name = '望江社区' where id = $1", [at('C3')]);
		await sql.query("update public.cells set name = '望江里第1网格' where id = $1", [at('cell X311')]);
		expect((await names('望江')).sort()).toEqual(['望江社区', '望江里第1网格']);
		expect(await names('wangjiang')).toEqual([]);
		await speakNames(sql);
		expect((await names('wangjiang')).length).toBe(2);
		// a code changes: the pinyin of the name is made again with it
		await sql.query("update public.cells set code = 'Z9' where id = $1", [at('cell X311')]);
		expect(await names('z9')).toEqual(['望江里第1网格']);
		await sql.query('delete from public.centres where id = $1', [at('centre C3')]);
		expect(await names('C3党群')).toEqual([]);
		await sql.query("update public.plans set status = 'retired' where id = $1", [at('plan D')]);
		expect(await names('z9')).toEqual([]);
		await sql.query("update public.plans set status = 'effective' where id = $1", [at('plan D')]);
		expect(await names('z9')).toEqual(['望江里第1网格']);
	});

	it('cells of a draft wait until their plan is in force', async () => {
		const { sql } = open();
		const draft = randomUUID();
		await sql.query("insert into public.plans (id, district_id, name, status) values ($1, $2, '草案', 'draft')", [
			draft,
			at('D')
		]);
		await sql.query(
			`insert into public.cells (district_id, community_id, plan_id, lineage_id, level, name, code)
			values ($1, $2, $3, $4, 2, '柳浪片', 'L1')`,
			[at('D'), at('C1'), draft, at('A11')]
		);
		expect(await names('柳浪')).toEqual([]);
		await sql.query("update public.plans set status = 'retired' where id = $1", [at('plan D')]);
		await sql.query("update public.plans set status = 'effective', effective_from = '2026-02-01' where id = $1", [
			draft
		]);
		expect(await names('柳浪')).toEqual(['柳浪片']);
		expect(await names('A11')).toEqual([]);
	});
});
