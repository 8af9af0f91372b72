import { expect, test } from 'vitest';
import type { Handover, HandoverCell } from '#domain/division/handover';
import { DEFAULT_SETTINGS } from '#domain/place/settings';
import { csvOf } from '#features/plans/csv';
import { handoverTable } from '#features/plans/handover-table';
import { formatter } from '#ui/text/format';
import { translator } from '#ui/text/words';

const t = translator('zh-CN');
const words = { t, locale: 'zh-CN', format: formatter('zh-CN') } as const;
const cell = (name: string, people: HandoverCell['people'] = []): HandoverCell => ({
	id: name,
	name,
	code: `1${name}`,
	people
});
const from = cell('甲格', [
	{ duty: 'grid_worker', name: '张三', standIn: false },
	{ duty: 'grid_leader', name: '', standIn: true }
]);
const list: Handover = {
	buildings: [{ id: 'b', name: '=1号楼', units: [1, 2], households: 24, from, to: cell('乙格') }],
	members: [{ id: 'm', name: '', from, to: null }],
	duties: [{ id: 'd', duty: 'grid_worker', name: '李四', from: { id: 'c', name: '丙格', code: null } }],
	wishes: [{ id: 'w', kind: 'goods', state: 'published', from, to: cell('乙格') }],
	begins: [cell('乙格')],
	ends: [{ id: 'c', name: '丙格', code: null, level: 3 }]
};

test('every line says what it is, and from whom to whom', () => {
	const [head, ...rows] = handoverTable(list, words, DEFAULT_SETTINGS);
	expect(rows.map((row) => row.length)).toEqual(rows.map(() => head!.length));
	expect(rows[0]).toEqual([
		...[t('plans.csvBuilding'), '=1号楼', '1、2 单元', 24],
		...['1甲格', '甲格', `网格员 张三、网格长 ${t('plans.nameWithheld')}（代理）`],
		...['1乙格', '乙格', t('plans.nobody')]
	]);
	expect(rows[1]!.slice(0, 2)).toEqual([t('plans.csvMember'), t('plans.nameWithheld')]);
	expect(rows[3]![1]).toBe(`${t('wishes.kindGoods')}，${t('wishes.statePublished')}`);
	expect(rows.at(-1)!.slice(0, 2)).toEqual([t('plans.csvEnds'), '丙格']);
});

test('a building with the name of a formula stays a name', () => {
	expect(csvOf(handoverTable(list, words, DEFAULT_SETTINGS))).toContain(",'=1号楼,");
});
