import type { Hit } from '#domain/place/search';

const PARAMETER = { community: 'cell', area: 'cell', cell: 'cell', centre: 'centre', building: 'building' } as const;
const MODE = { community: null, area: null, cell: null, centre: 'centres', building: 'buildings' } as const;

/** Where a place is shown: the map with it chosen, whose list and card need no script. */
export function placeUrl({ kind, id }: Hit, districtId: string | null): string {
	const params = new URLSearchParams();
	if (districtId) params.set('district', districtId);
	if (MODE[kind]) params.set('mode', MODE[kind]);
	params.set(PARAMETER[kind], id);
	return `/map?${params}`;
}

/** The page of a search, or with `answer` what its palette reads. */
export function searchUrl(query: string, districtId: string | null, answer = false): string {
	const params = new URLSearchParams({ q: query, ...(districtId ? { district: districtId } : {}) });
	return `${answer ? '/search.json' : '/search'}?${params}`;
}
