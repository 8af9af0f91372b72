/**
 * Where a form of the accounts page is sent: the named action, with the search and the page one stands on, so that
 * the answer shows the same list without script as well.
 */
export function actionUrl(search: URLSearchParams, action: string): string {
	const kept = withoutAct(search);
	return kept.size > 0 ? `?${kept}&/${action}` : `?/${action}`;
}

/** Another page of the same list. */
export function pageUrl(search: URLSearchParams, page: number): string {
	const query = withoutAct(search);
	query.set('page', String(page));
	return `?${query}`;
}

function withoutAct(search: URLSearchParams): URLSearchParams {
	return new URLSearchParams([...search].filter(([name]) => !name.startsWith('/')));
}
