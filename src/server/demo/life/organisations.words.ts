export const ORGANISATION_PATTERNS = {
	party: '{community}党委',
	branch: '{community}第{number}党支部',
	resident: '{community}居民委员会',
	police: '{short}派出所',
	property: '{name}物业服务中心',
	firm: '{name}有限公司'
} as const;

export const DISTRICT_ORGANISATIONS = [
	'青苇新区党群工作部',
	'青苇新区住建局',
	'青苇新区教体局',
	'青苇新区卫健局',
	'青苇新区供电公司',
	'青苇新区水务公司',
	'青苇新区融媒体中心',
	'青苇新区邮政分局',
	'青苇新区税务分局',
	'青苇新区城管执法中队',
	'青苇新区公交公司',
	'青苇新区燃气公司'
] as const;

/** Firms of the office towers: `{first}{trade}`. */
export const OFFICE_FIRM_WORDS = {
	first: ['禾光', '苇讯', '明川', '联创', '信达', '中苇', '启航', '正源', '云帆', '众诚', '卓远', '嘉禾'],
	trade: [
		'律师事务所',
		'会计师事务所',
		'软件',
		'设计院',
		'传媒',
		'建筑咨询',
		'人力资源',
		'保险代理',
		'电子商务',
		'教育咨询'
	]
} as const;

export const TEAM_PATTERNS = {
	service: '{short}{word}志愿服务队',
	emergency: '{short}应急突击队',
	districtEmergency: '青苇新区党员应急突击队',
	expert: '青苇新区{word}专家服务团'
} as const;

export const SERVICE_TEAM_WORDS = ['敬老助残', '护学', '巧手维修', '清洁家园', '邻里调解', '文艺'] as const;
export const EXPERT_TEAM_WORDS = ['医疗健康', '法律', '农技与工程'] as const;
