import { keep } from '#features/offline/keep';
import { parseLocale } from '#ui/text/locale';
import { whenSettled } from '#ui/when-idle';

/*
 * Runs by itself on pages that bring no other script: public pages are plain HTML, and this is all they load. It brings
 * the worker, and makes the copies for days without a network once the page has nothing else to do.
 */
const words = document.querySelector<HTMLElement>('script[data-saved-at]')?.dataset;
const locale = parseLocale(document.documentElement.lang);
if (words?.savedAt && words.listLabel && locale && 'serviceWorker' in navigator) {
	const told = { locale, savedAt: words.savedAt, listLabel: words.listLabel };
	whenSettled(async () => {
		await navigator.serviceWorker.register('/service-worker.js');
		await keep(location.pathname, told);
	});
}
