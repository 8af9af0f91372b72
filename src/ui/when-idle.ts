/** How long an idle moment is waited for; browsers without idle callbacks wait this long and no longer. */
const PATIENCE_MS = 3_000;

/** Does something that nobody waits for, once the page has nothing else to do. A failure is nobody's loss. */
export function whenIdle(work: () => Promise<unknown>): void {
	const begin = () => void work().catch(() => undefined);
	if ('requestIdleCallback' in window) requestIdleCallback(begin, { timeout: PATIENCE_MS });
	else setTimeout(begin, PATIENCE_MS);
}

/** What nobody waits for at all: some seconds after everything that the page asked for has come, and then when idle. */
export function whenSettled(work: () => Promise<unknown>): void {
	const later = () => setTimeout(() => whenIdle(work), PATIENCE_MS);
	if (document.readyState === 'complete') later();
	else addEventListener('load', later, { once: true });
}
