import type { Use } from '#server/demo/ground/quarters';
import {
	COMMUNITIES,
	COMPOUND_WORDS,
	DISTRICT,
	FIRM_WORDS,
	INSTITUTION_NAMES,
	OLD_TOWN_LABEL,
	RAILWAY_NAME,
	RIVER_NAME,
	SUBDISTRICTS,
	WORKS_LABEL
} from '#server/demo/ground/places.words';
import {
	ARTERIAL_NAMES,
	FOOTBRIDGE_NAMES,
	LANE_SUFFIXES,
	LANE_WORDS,
	STREET_SUFFIXES,
	STREET_WORDS
} from '#server/demo/ground/streets.words';

/** First and last halves of names. */
export interface NamePool {
	readonly first: readonly string[];
	readonly last: readonly string[];
}

/** Every name that a drawing may give, and who is who in it. */
export interface Gazetteer {
	readonly district: { readonly name: string; readonly nameEn: string; readonly code: string };
	readonly subdistricts: readonly { readonly name: string; readonly code: string }[];
	/** In the order of the quarters' `community`; `subdistrict` is an index. */
	readonly communities: readonly { readonly name: string; readonly short: string; readonly subdistrict: number }[];
	/** The community whose works bear the name of the works. */
	readonly worksCommunity: number;
	readonly river: string;
	readonly railway: string;
	readonly oldTown: string;
	readonly works: string;
	/** By the main street's key. */
	readonly arterials: Readonly<Record<string, string>>;
	readonly footbridges: readonly string[];
	readonly streets: NamePool;
	readonly lanes: NamePool;
	readonly compounds: Readonly<Record<'aged' | 'mid' | 'high' | 'new', NamePool>>;
	readonly firms: NamePool;
	readonly institutions: Partial<Record<Use, readonly string[]>>;
}

export const TOWN_GAZETTEER: Gazetteer = {
	district: DISTRICT,
	subdistricts: SUBDISTRICTS,
	communities: COMMUNITIES,
	worksCommunity: 4,
	river: RIVER_NAME,
	railway: RAILWAY_NAME,
	oldTown: OLD_TOWN_LABEL,
	works: WORKS_LABEL,
	arterials: ARTERIAL_NAMES,
	footbridges: FOOTBRIDGE_NAMES,
	streets: { first: STREET_WORDS, last: STREET_SUFFIXES },
	lanes: { first: LANE_WORDS, last: LANE_SUFFIXES },
	compounds: COMPOUND_WORDS,
	firms: { first: FIRM_WORDS.first, last: FIRM_WORDS.trade },
	institutions: INSTITUTION_NAMES
};
