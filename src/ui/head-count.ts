import type { Words } from '#ui/text/context';

/** How numbers of households and people are written, so that an estimated one never looks like a counted one. */
export interface HeadCounts {
	/** In lists and sentences: `3,611 户`, or `约 3,611 户（估算）`. */
	households(n: number): string;
	/** Beside its unit or in a column: `3,611`, or `≈ 3,611`; a dash where the number is not known. */
	figure(n: number | null): string;
	/** A share of such numbers, from 0 to 1: `23%`, or `≈ 23%`. */
	share(share: number): string;
	/** What stands once beside a group of figures, `估算`; null where they were counted. */
	readonly mark: string | null;
}

/** The writer of counted numbers or, with `estimated`, of estimated ones. */
export function headCounts({ t, format }: Pick<Words, 't' | 'format'>, estimated: boolean): HeadCounts {
	const about = (text: string) => (estimated ? t('explore.approximately', { n: text }) : text);
	return {
		households: (n) => t(estimated ? 'explore.householdsAbout' : 'explore.householdsShort', { n }),
		figure: (n) => (n === null ? '–' : about(format.number(n))),
		share: (share) => about(format.percent(share)),
		mark: estimated ? t('explore.estimated') : null
	};
}
