import { answerSearch } from '#server/search/answer';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { query, districtId, answer } = await answerSearch(event, 50);
	const hits = 'rows' in answer ? answer.rows : [];
	const { districts } = await event.parent();
	return {
		query,
		hits,
		refusal: 'refusal' in answer ? answer.refusal : null,
		districtId: districts.length > 1 ? districtId : null
	};
};
