import type { Paged } from '#domain/place/card';

const MOST_CALLS = 10;

/** The rows of all pages, asked for one after the other, of ten at most. */
export async function allPages<Row>(ask: (page: number) => Promise<Paged<Row>>): Promise<readonly Row[]> {
	const found: Row[] = [];
	for (let page = 1; page <= MOST_CALLS; page++) {
		const { rows, total } = await ask(page);
		found.push(...rows);
		if (rows.length === 0 || found.length >= total) break;
	}
	return found;
}
