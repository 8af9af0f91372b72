/**
 * Where a form of the accounts page is sent: the named action, with the search and the page one stands on, so that
 * the answer shows the same list without script as well.
 */
export function actionUrl(search: URLSearchParams, action: string): string {
	const kept = new URLSearchParams([...search].filter(([name]) => !name.startsWith('/')));
	return kept.size > 0 ? `?${kept}&/${action}` : `?/${action}`;
}
