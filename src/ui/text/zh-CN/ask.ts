/** What `npm run ask` says when it cannot answer. */
export default {
	usage: '用法：npm run -s ask -- reach --osm 文件 --from 经度,纬度 --minutes 5,10,15 --speed-kmh 5。',
	'unknown-question': '没有“{name}”这个问题。可以问：{known}。',
	failed: '没有答出来：{reason}'
} as const;
