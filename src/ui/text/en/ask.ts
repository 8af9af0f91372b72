import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/ask';

/** What `npm run ask` says when it cannot answer. */
export default {
	usage:
		'Usage: npm run -s ask -- reach --osm FILE --from LNG,LAT --minutes 5,10,15 --speed-kmh 5, or npm run -s ask -- polygons FILE [--osm FILE | --demo] [--community NAME] [--level 2|3] [--datum gcj02|bd09] [--shift EAST,NORTH].',
	'no-community': 'There is no community called “{name}”.',
	'unknown-question': 'There is no question “{name}”. Ask one of: {known}.',
	failed: 'No answer: {reason}'
} satisfies Translation<typeof zh>;
