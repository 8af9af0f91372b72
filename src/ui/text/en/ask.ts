import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/ask';

/** What `npm run ask` says when it cannot answer. */
export default {
	usage: 'Usage: npm run -s ask -- reach --osm FILE --from LNG,LAT --minutes 5,10,15 --speed-kmh 5.',
	'unknown-question': 'There is no question “{name}”. Ask one of: {known}.',
	failed: 'No answer: {reason}'
} satisfies Translation<typeof zh>;
