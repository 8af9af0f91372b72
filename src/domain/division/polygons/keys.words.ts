import type { CellKind } from '#domain/place/survey';

/** Names of properties under which the files of others keep what we want, the likeliest first; compared in small letters. */
export const KEYS = {
	name: ['name', '名称', '网格名称', '网格名', '名字', 'mc', 'wgmc', 'title', 'name_zh', 'name:zh'],
	code: ['code', '编码', '网格编码', '代码', '网格代码', '编号', '网格编号', 'bm', 'wgbm', 'wgdm', 'grid_code', 'id'],
	level: ['level', '级别', '层级', '网格级别', '网格层级', '级', 'wgjb', 'grid_level', 'type_level'],
	parent: [
		'parent',
		'parent_code',
		'parentcode',
		'上级',
		'上级编码',
		'上级网格',
		'上级网格编码',
		'所属生活区',
		'所属网格',
		'所属大网格',
		'sjbm',
		'sjwg'
	],
	kind: ['kind', '类型', '网格类型', 'wglx', 'type'],
	buildings: ['buildings', '楼栋数', '楼数', '栋数']
} as const;

/** What files write for a level. */
export const LEVEL_WORDS: Readonly<Record<string, 1 | 2 | 3>> = {
	1: 1,
	一级: 1,
	社区: 1,
	大网格: 1,
	社区大网格: 1,
	community: 1,
	2: 2,
	二级: 2,
	生活区: 2,
	小区: 2,
	网格: 2,
	area: 2,
	'living area': 2,
	living_area: 2,
	3: 3,
	三级: 3,
	楼道: 3,
	单元: 3,
	'楼道(单元)': 3,
	楼道网格: 3,
	微网格: 3,
	stair: 3,
	stairwell: 3,
	cell: 3
};

/** What files write for the kind of a cell. */
export const KIND_WORDS: Readonly<Record<string, CellKind>> = {
	ordinary: 'ordinary',
	普通: 'ordinary',
	一般: 'ordinary',
	industrial: 'industrial',
	产业社区: 'industrial',
	园区: 'industrial',
	mall: 'mall',
	商圈: 'mall',
	商场: 'mall',
	campus: 'campus',
	校园: 'campus',
	学校: 'campus',
	site: 'site',
	工地: 'site'
};
