import type { Use } from '#server/demo/ground/quarters';

/** The fictional district; its code exists in no register. */
export const DISTRICT = { name: '青苇新区', nameEn: 'Qingwei New District', code: '990100' } as const;

export const SUBDISTRICTS = [
	{ name: '古苇街道', code: '990100001' },
	{ name: '南苇街道', code: '990100002' }
] as const;

/** In the order of the quarters' `community`; `subdistrict` is an index into SUBDISTRICTS. */
export const COMMUNITIES = [
	{ name: '西苇社区', short: '西苇', subdistrict: 0 },
	{ name: '鼓楼社区', short: '鼓楼', subdistrict: 0 },
	{ name: '站前社区', short: '站前', subdistrict: 0 },
	{ name: '学苑社区', short: '学苑', subdistrict: 0 },
	{ name: '兴禾社区', short: '兴禾', subdistrict: 0 },
	{ name: '书香社区', short: '书香', subdistrict: 1 },
	{ name: '清漪社区', short: '清漪', subdistrict: 1 },
	{ name: '新禾社区', short: '新禾', subdistrict: 1 }
] as const;

export const RIVER_NAME = '清漪河';
export const RAILWAY_NAME = '禾苇铁路';
export const OLD_TOWN_LABEL = '老城';
export const WORKS_LABEL = '兴禾产业园';

/** Compounds by age: what estates of each time like to be called. */
export const COMPOUND_WORDS = {
	aged: {
		first: [
			'纺织厂',
			'供销社',
			'建筑公司',
			'粮食局',
			'棉纺',
			'电机厂',
			'邮电',
			'运输公司',
			'农机厂',
			'印刷厂',
			'化肥厂',
			'水利局',
			'木器厂',
			'铁路',
			'面粉厂',
			'供电所',
			'食品厂',
			'百货',
			'农行',
			'教师',
			'汽配厂',
			'地毯厂'
		],
		last: ['家属院', '小区', '宿舍', '新村']
	},
	mid: {
		first: [
			'幸福',
			'锦绣',
			'康乐',
			'丽景',
			'和谐',
			'祥和',
			'安泰',
			'金穗',
			'福临',
			'怡景',
			'明珠',
			'阳光',
			'富康',
			'瑞祥',
			'景泰',
			'芳草',
			'翠竹',
			'温馨',
			'永乐',
			'盛世',
			'悦民',
			'鑫源',
			'美好',
			'惠民',
			'安康',
			'福星',
			'紫荆',
			'文汇'
		],
		last: ['里', '家园', '花园', '苑', '小区']
	},
	high: {
		first: [
			'禾悦',
			'云栖',
			'青苇',
			'清漪',
			'东方',
			'书香',
			'蓝湾',
			'翡翠',
			'澜庭',
			'春江',
			'御景',
			'和光',
			'明德',
			'朗月'
		],
		last: ['府', '华庭', '湾', '雅居', '名邸', '公馆']
	},
	new: {
		first: ['新禾', '未来', '云禾', '苇岸', '拾光', '星汇', '启元', '泊景', '晨禾', '璟园'],
		last: ['城', '府', '里', '上院', '华庭']
	}
} as const;

/** Institutions, in the order in which a community gets them; a number follows where the list runs out. */
export const INSTITUTION_NAMES: Partial<Record<Use, readonly string[]>> = {
	school: ['{short}小学', '{short}中学', '{short}实验学校'],
	college: ['青苇职业学院'],
	hospital: ['青苇新区人民医院'],
	civic: ['{short}政务服务大院', '{short}文体中心'],
	office: ['{short}商务中心', '{short}科创大厦'],
	mall: ['{short}购物广场', '{short}生活广场'],
	market: ['{short}农贸市场', '{short}早市'],
	station: ['青苇站'],
	depot: ['{short}物流园', '{short}仓储中心', '{short}货场', '{short}粮库', '{short}建材库'],
	site: ['{short}安置房工地', '{short}商业街工地'],
	park: ['{short}公园', '{short}荷塘公园', '{short}游园'],
	square: ['{short}广场', '{short}文化广场']
};

/** Firms of the works: `{first}{trade}`. */
export const FIRM_WORDS = {
	first: [
		'禾丰',
		'苇源',
		'鲁禾',
		'恒泰',
		'润泽',
		'新川',
		'中禾',
		'鸿达',
		'金苇',
		'博远',
		'盛禾',
		'华田',
		'宏图',
		'远景',
		'瑞禾',
		'德润',
		'九禾',
		'兴苇'
	],
	trade: ['机械', '食品', '新材料', '纺织', '包装', '电气', '生物科技', '汽配', '塑业', '装备制造']
} as const;

/** What a building of an institution is called, by the label of the site plan. */
export const BUILDING_WORDS: Record<string, string> = {
	teaching: '教学楼',
	laboratory: '实验楼',
	gymnasium: '体育馆',
	canteen: '食堂',
	library: '图书馆',
	workshop: '车间',
	dormitory: '宿舍楼',
	outpatient: '门诊楼',
	inpatient: '住院楼',
	tower: '写字楼',
	mall: '主楼',
	marketHall: '交易大厅',
	shopRow: '商铺楼',
	hall: '主楼',
	service: '办事大厅',
	station: '综合楼',
	railwayStation: '站房',
	busStation: '客运站',
	hotel: '旅馆',
	factoryOffice: '办公楼',
	store: '仓库',
	workersHome: '职工公寓',
	underConstruction: '在建楼',
	pavilion: '亭'
};

export const SHOP_WORDS = [
	'便民超市',
	'大药房',
	'面馆',
	'饺子馆',
	'理发店',
	'五金店',
	'水果店',
	'早餐店',
	'文具店',
	'干洗店',
	'粮油店',
	'快递驿站',
	'眼镜店',
	'熟食店',
	'母婴店',
	'裁缝铺',
	'小吃店',
	'茶庄',
	'修车铺',
	'烟酒店'
] as const;

/** Patterns; fields in braces are filled in. */
export const PATTERNS = {
	streetNumber: '{street}{number}号',
	house: '{street}{number}号院',
	building: '{compound}{number}号楼',
	part: '{institution}{word}',
	numberedPart: '{institution}{number}号{word}',
	shop: '{street}{number}号{word}',
	shophouse: '{street}{number}号商住楼',
	site: '{street}{number}号{place}',
	unit: '{building}{unit}单元',
	door: '{building}{unit}单元{room}室',
	houseDoor: '{building}{room}户',
	plan: '{district}网格划分方案',
	livingArea: '{name}片',
	westArea: '{name}西片',
	eastArea: '{name}东片',
	northArea: '{name}北片',
	southArea: '{name}南片',
	lanesArea: '{lane}一带片',
	cell: '{area}第{number}网格',
	specialCell: '{name}专属网格',
	numbered: '{name}{number}'
} as const;
