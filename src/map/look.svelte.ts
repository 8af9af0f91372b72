import { highContrast } from '#map/high-contrast';
import { DARK, LIGHT, type Palette } from '#map/palette';

/** How the map looks: its colours, and how much larger than usual its letters and symbols are. */
export interface MapLook {
	readonly palette: Palette;
	readonly factor: number;
}

/** For eyes that choose the edition for elders: 12 px become 18. */
const LARGE_FACTOR = 1.5;
const MORE_CONTRAST = '(prefers-contrast: more), (forced-colors: active)';

/** The map's look, which follows the page's choices and the machine's. For a component: it listens while mounted. */
export function followTheme(): MapLook {
	let palette = $state.raw(LIGHT);
	let factor = $state(1);
	$effect(() => {
		const root = document.documentElement;
		const machine = [matchMedia('(prefers-color-scheme: dark)'), matchMedia(MORE_CONTRAST)];
		const [night, sharp] = machine;
		const look = () => {
			const { theme, contrast, size } = root.dataset;
			const base = theme === 'dark' || (theme !== 'light' && night?.matches) ? DARK : LIGHT;
			const high = contrast === 'high' || (contrast !== 'normal' && sharp?.matches);
			palette = high ? highContrast(base) : base;
			factor = size === 'large' ? LARGE_FACTOR : 1;
		};
		look();
		for (const query of machine) query.addEventListener('change', look);
		const watch = new MutationObserver(look);
		watch.observe(root, { attributes: true, attributeFilter: ['data-theme', 'data-contrast', 'data-size'] });
		return () => {
			for (const query of machine) query.removeEventListener('change', look);
			watch.disconnect();
		};
	});
	return {
		get palette() {
			return palette;
		},
		get factor() {
			return factor;
		}
	};
}
