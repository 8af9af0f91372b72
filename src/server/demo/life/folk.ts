import { GIVEN_FIRST, GIVEN_SECOND, SURNAMES } from '#server/demo/life/people.words';
import type { Random } from '#server/demo/random';

/** Invents people: names from common characters, numbers that no network gives out. */
export interface Folk {
	name(): string;
	/** A mobile number beginning with 100, which is never assigned; no two are equal. */
	mobile(): string;
	/** A landline number of an area code that does not exist. */
	landline(): string;
}

export function createFolk(random: Random): Folk {
	const names = new Set<string>();
	const mobiles = new Set<string>();
	let landlines = 1000;
	const invent = () => {
		const given = random.chance(0.24)
			? random.pick(GIVEN_SECOND)
			: random.pick(GIVEN_FIRST) + random.pick(GIVEN_SECOND);
		return random.weighted(SURNAMES) + given;
	};
	const inventNumber = () => `100${String(random.whole(0, 99_999_999)).padStart(8, '0')}`;
	return {
		name() {
			// a few people do share a name, as they do in any town
			let name = invent();
			for (let attempt = 0; attempt < 4 && names.has(name); attempt++) name = invent();
			names.add(name);
			return name;
		},
		mobile() {
			let number = inventNumber();
			while (mobiles.has(number)) number = inventNumber();
			mobiles.add(number);
			return number;
		},
		landline: () => `000-5550-${landlines++}`
	};
}
