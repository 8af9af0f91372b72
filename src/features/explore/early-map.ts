import { mayDraw } from '#map/webgl';

/*
 * Runs by itself in the head of the map page, before the page's own scripts: most of what makes the map slow is its
 * code, so that is on its way first, where it can draw at all.
 */
const script = document.querySelector<HTMLElement>('script[data-map]')?.dataset['map'];
if (script && mayDraw()) import(/* @vite-ignore */ script).catch(() => undefined);
