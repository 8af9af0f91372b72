import type { SettledCity } from '#server/demo/ground/city-quarters';
import {
	CITY_AGED_FIRST,
	CITY_DISTRICT,
	CITY_ESTATE_ENDS,
	CITY_FIRST,
	CITY_INSTITUTIONS,
	CITY_LABELS,
	CITY_LANE_ENDS,
	CITY_LAST,
	CITY_STREET_ENDS,
	CITY_WHOLE,
	COLUMN_END,
	COMMUNITY_PATTERN,
	FOOTBRIDGES,
	MAIN_STREETS,
	OLD_COMMUNITIES,
	ROW_END,
	SUBDISTRICT_PATTERN
} from '#server/demo/ground/city.words';
import { fillPattern } from '#server/demo/fill-pattern';
import { TOWN_GAZETTEER } from '#server/demo/ground/gazetteer';
import type { Gazetteer } from '#server/demo/ground/gazetteer';
import type { Sketch } from '#server/demo/ground/sketch';
import type { Random } from '#server/demo/random';

/** More communities than a district has make a city. */
const CITY_COMMUNITIES = 200;

/** Names a large town: no two communities, main streets or subdistricts share one. */
export function nameCity(city: SettledCity, arterials: Sketch['arterials'], random: Random): Gazetteer {
	const words = random.shuffled(CITY_FIRST.flatMap((first) => CITY_LAST.map((last) => first + last)));
	const take = (count: number) => words.splice(0, count);
	const whole = city.subdistrictOf.length > CITY_COMMUNITIES ? CITY_WHOLE : CITY_DISTRICT;
	const shorts = communityShorts(city, take(city.subdistrictOf.length));
	const offices = take(Math.max(...city.subdistrictOf) + 1);
	const mainNames = arterialNames(arterials, take);
	const { compounds, streets, lanes, firms } = TOWN_GAZETTEER;
	const estates = take(words.length >> 2);
	const also = (first: readonly string[]) => [...first, ...estates];
	return {
		...TOWN_GAZETTEER,
		...CITY_LABELS,
		district: whole,
		subdistricts: offices.map((short, i) => ({
			name: fillPattern(SUBDISTRICT_PATTERN, { short }),
			code: whole.code + String(i + 1).padStart(3, '0')
		})),
		communities: shorts.map((short, i) => ({
			...{ name: fillPattern(COMMUNITY_PATTERN, { short }), short },
			subdistrict: city.subdistrictOf[i] as number
		})),
		worksCommunity: city.worksCommunity,
		arterials: mainNames,
		footbridges: FOOTBRIDGES,
		streets: { first: [...streets.first, ...words], last: CITY_STREET_ENDS },
		lanes: { first: lanes.first, last: CITY_LANE_ENDS },
		compounds: {
			aged: { first: [...compounds.aged.first, ...CITY_AGED_FIRST], last: CITY_ESTATE_ENDS.aged },
			mid: { first: also(compounds.mid.first), last: CITY_ESTATE_ENDS.mid },
			high: { first: also(compounds.high.first), last: CITY_ESTATE_ENDS.high },
			new: { first: also(compounds.new.first), last: CITY_ESTATE_ENDS.new }
		},
		firms: { first: also(firms.first), last: firms.last },
		institutions: {
			...TOWN_GAZETTEER.institutions,
			hospital: [CITY_INSTITUTIONS.hospital],
			college: [CITY_INSTITUTIONS.college],
			station: [CITY_INSTITUTIONS.station]
		}
	};
}

/** The communities about the drum tower are called after what has always stood there. */
function communityShorts({ middles }: SettledCity, words: readonly string[]): string[] {
	const shorts = [...words];
	const inner = middles
		.map(([x, y], community) => ({ community, away: Math.hypot(x, y) }))
		.sort((a, b) => a.away - b.away)
		.slice(0, OLD_COMMUNITIES.length);
	inner.forEach(({ community }, i) => (shorts[community] = OLD_COMMUNITIES[i] as string));
	return shorts;
}

function arterialNames(arterials: Sketch['arterials'], take: (count: number) => string[]): Record<string, string> {
	const names: Record<string, string> = { ...MAIN_STREETS, promenade: '' };
	for (const { key } of arterials) {
		if (names[key] !== undefined) continue;
		const [word] = take(1);
		names[key] = `${word ?? ''}${key.startsWith('column') ? COLUMN_END : ROW_END}`;
	}
	return names;
}
