/** Halves of the names a large town is full of: communities, streets, estates. All are invented. */
export const CITY_FIRST = [
	'青',
	'锦',
	'瑞',
	'云',
	'禾',
	'苇',
	'泰',
	'安',
	'福',
	'永',
	'兴',
	'文',
	'明',
	'春',
	'朝',
	'康',
	'和',
	'嘉',
	'玉',
	'金',
	'翠',
	'兰',
	'松',
	'柳',
	'桃',
	'槐',
	'枫',
	'梅',
	'荷',
	'莲',
	'凤',
	'龙',
	'鹤',
	'鹭',
	'燕',
	'星',
	'月',
	'霞',
	'晴',
	'清',
	'澄',
	'平',
	'宝',
	'丰',
	'盛',
	'启',
	'德',
	'仁'
] as const;

export const CITY_LAST = [
	'亭',
	'桥',
	'园',
	'湖',
	'堤',
	'林',
	'泉',
	'岭',
	'台',
	'坊',
	'塔',
	'溪',
	'湾',
	'洲',
	'岸',
	'阁',
	'圃',
	'原',
	'坡',
	'渡',
	'苑',
	'庄',
	'洼',
	'田',
	'埠',
	'井',
	'巷',
	'楼',
	'祠',
	'圩',
	'塘',
	'滩'
] as const;

export const CITY_DISTRICT = { name: '青苇区', nameEn: 'Qingwei District', code: '990200' } as const;
export const CITY_WHOLE = { name: '青苇市', nameEn: 'Qingwei City', code: '990300' } as const;

/** Communities of the old town, from the middle outwards. */
export const OLD_COMMUNITIES = ['鼓楼', '文庙', '东门', '西门', '南门', '北门'] as const;
export const CITY_LABELS = { oldTown: '古城', works: '苇东产业园', railway: '禾苇铁路', river: '清漪河' } as const;
export const FOOTBRIDGES = ['听苇桥', '望月桥', '莲心桥', '归燕桥', '拾荷桥', '映霞桥', '问渡桥'] as const;

/** The two streets through the old town, the ring and the embankments. */
export const MAIN_STREETS = {
	column: '鼓楼大街',
	row: '苇城大街',
	ring: '外环路',
	avenue: '青苇大道',
	coreRing: '环城路',
	embankmentNorth: '清漪北路',
	embankmentSouth: '清漪南路'
} as const;
/** Ends of main streets by the way they run. */
export const COLUMN_END = '路';
export const ROW_END = '街';

export const CITY_STREET_ENDS = ['路', '街', '东路', '西街'] as const;
export const CITY_LANE_ENDS = [
	'巷',
	'胡同',
	'东巷',
	'西巷',
	'前街',
	'后街',
	'头条',
	'二条',
	'三条',
	'夹道',
	'里',
	'北口'
] as const;
export const CITY_ESTATE_ENDS = {
	aged: ['家属院', '小区', '宿舍', '新村', '东院', '西院', '南院', '北院', '一区', '二区'],
	mid: ['里', '家园', '花园', '苑', '小区', '新苑', '佳园', '东里', '西里'],
	high: ['府', '华庭', '湾', '雅居', '名邸', '公馆', '一品', '天成', '壹号院'],
	new: ['城', '府', '里', '上院', '华庭', '新城', '未来城']
} as const;
export const CITY_AGED_FIRST = [
	'一棉',
	'二棉',
	'毛纺厂',
	'印染厂',
	'柴油机厂',
	'轴承厂',
	'水泥厂',
	'玻璃厂',
	'制药厂',
	'酒厂',
	'糖厂',
	'卷烟厂',
	'造纸厂',
	'橡胶厂',
	'仪表厂',
	'锅炉厂',
	'机床厂',
	'无线电厂',
	'公交公司',
	'自来水公司',
	'地质队',
	'勘察院',
	'物资局',
	'商业局',
	'税务局',
	'外贸',
	'医药公司',
	'市政',
	'园林',
	'环卫'
] as const;

export const CITY_INSTITUTIONS = {
	hospital: '{short}医院',
	college: '{short}职业学院',
	station: '{short}站'
} as const;
export const SUBDISTRICT_PATTERN = '{short}街道';
export const COMMUNITY_PATTERN = '{short}社区';
