import type { PageLoad } from './$types';

/** The code of the cards comes with an address that names one: the map alone is heavy enough. */
export const load: PageLoad = async ({ data }) => {
	const Card = data.answer?.card ? (await import('#features/explore/cards/Card.svelte')).default : null;
	return { ...data, Card };
};
