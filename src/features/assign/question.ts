/** The parts of the page: who answers for which cell, placing by hand, placing by home, what was done. */
export const VIEWS = ['cells', 'members', 'homes', 'history'] as const;
export type View = (typeof VIEWS)[number];

/** What the address asks. */
export interface ChargeQuestion {
	readonly communityId: string;
	readonly view: View;
	/** The node that is open: a cell's lineage, or the community itself. */
	readonly node: string | null;
	/** Only cells with nobody. */
	readonly vacant: boolean;
	/** Members who are placed already as well. */
	readonly placed: boolean;
	/** Part of a member's name. */
	readonly q: string;
	/** From 1. */
	readonly page: number;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MAX_QUERY = 40;
const MAX_PAGE = 10_000;

/** An id, or null for whatever else stands there. */
export function idOf(text: string | null | undefined): string | null {
	return text && ID.test(text) ? text.toLowerCase() : null;
}

/** Reads the address; whatever makes no sense takes its default. Null where it names no community. */
export function parseCharge(params: URLSearchParams): ChargeQuestion | null {
	const communityId = idOf(params.get('community'));
	if (!communityId) return null;
	const page = Number(params.get('page') ?? 1);
	return {
		communityId,
		view: VIEWS.find((view) => view === params.get('view')) ?? 'cells',
		node: idOf(params.get('cell')),
		vacant: params.get('vacant') === '1',
		placed: params.get('placed') === '1',
		q: (params.get('q') ?? '').trim().slice(0, MAX_QUERY),
		page: Number.isInteger(page) && page >= 1 && page <= MAX_PAGE ? page : 1
	};
}

/** The address of a question; what has its default is left out. Another view starts afresh. */
export function chargeHref(question: ChargeQuestion, change: Partial<ChargeQuestion> = {}): string {
	const other = change.view !== undefined && change.view !== question.view;
	const asked = { ...question, page: 1, ...(other ? { node: null, placed: false, q: '' } : {}), ...change };
	const params = new URLSearchParams({ community: asked.communityId });
	if (asked.view !== 'cells') params.set('view', asked.view);
	if (asked.vacant) params.set('vacant', '1');
	if (asked.node) params.set('cell', asked.node);
	if (asked.placed) params.set('placed', '1');
	if (asked.q) params.set('q', asked.q);
	if (asked.page > 1) params.set('page', String(asked.page));
	return `/charge?${params}`;
}

/** Where a form of this page is sent: the named action at the same question, so that its answer shows the same. */
export function actionUrl(question: ChargeQuestion, action: string): string {
	return `${chargeHref(question, { page: question.page }).replace('/charge', '')}&/${action}`;
}
