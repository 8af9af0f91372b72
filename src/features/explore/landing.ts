import type { Selected } from '#features/explore/view-url';

/** What scrolls the panel: its frame, or the whole page where the screen is too low for a frame. */
export function scrollerOf(pane: HTMLElement): Element {
	const frame = pane.parentElement;
	return frame && frame.scrollHeight > frame.clientHeight ? frame : document.documentElement;
}

/** Where the focus goes: to the title of a card that opened; after closing it to its line in the list, or to the tab. */
export function landing(pane: HTMLElement, opened: Selected | null, closed: Selected | null): HTMLElement | null {
	if (opened) return pane.querySelector<HTMLElement>('[data-card-title]');
	const line = closed && pane.querySelector<HTMLElement>(`.list a[href*="${closed.kind}=${closed.id}"]`);
	return line ?? pane.querySelector<HTMLElement>('nav [aria-current="page"]');
}

/** Brings the card to the top of the panel, past search and tabs where these scroll away. */
export function showCard(pane: HTMLElement): void {
	const head = pane.querySelector<HTMLElement>('.top');
	const card = pane.querySelector<HTMLElement>('article');
	const stays = head && getComputedStyle(head).position === 'sticky';
	if (card && !stays) card.scrollIntoView({ block: 'start' });
	else scrollerOf(pane).scrollTo({ top: 0 });
}
