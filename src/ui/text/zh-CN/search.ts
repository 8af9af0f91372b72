/** Search on every page. */
export default {
	open: '搜索（Ctrl+K）',
	title: '搜索',
	titleOf: '搜索：{query}',
	label: '楼栋、地址、网格、中心或编码',
	hint: '可以只打拼音或首字母，例如“xfl3”；“3栋2单元”“3号楼2单元”“3-2”都可以。',
	results: '搜索结果',
	found: '找到 {n} 处。',
	near: '没有完全一致的。您要找的也许是下面 {n} 处：',
	none: '没有找到“{query}”。',
	noneWhy: '请检查有没有错字，或者少打几个字再试。这里只搜公开的地点，不搜人名和心愿。',
	all: '在单独的页面查看全部结果',
	kind_community: '社区',
	kind_area: '生活区',
	kind_centre: '党群服务中心',
	kind_building: '楼栋',
	kind_cell: '楼道网格'
} as const;
