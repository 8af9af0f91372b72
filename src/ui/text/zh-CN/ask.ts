/** What `npm run ask` says when it cannot answer. */
export default {
	usage:
		'用法：npm run -s ask -- reach --osm 文件 --from 经度,纬度 --minutes 5,10,15 --speed-kmh 5；或 npm run -s ask -- polygons 文件 [--osm 文件 | --demo] [--community 名称] [--level 2|3] [--datum gcj02|bd09] [--shift 东,北]。',
	'no-community': '没有叫“{name}”的社区。',
	'unknown-question': '没有“{name}”这个问题。可以问：{known}。',
	failed: '没有答出来：{reason}'
} as const;
