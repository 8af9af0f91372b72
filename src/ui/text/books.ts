/** The books of words: of the map, of the pages for everybody, and of all pages. */
export type BookName = 'map' | 'open' | 'all';

/** Pages that people open to work, which speak of everything. */
const WORK = /^\/(accounts|settings|import|plans|divide|charge|account|here|centres|c|wishes)(\/|$)/;

/** Which book a page brings, by the id of its route; an address that leads nowhere is for everybody. */
export function bookOf(route: string | null): BookName {
	if (route === '/map') return 'map';
	return WORK.test(route ?? '') ? 'all' : 'open';
}
