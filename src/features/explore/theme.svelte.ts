import { DARK, LIGHT, type Palette } from '#map/palette';

/** The map's colours, which follow the page's theme and the machine's. For a component: it listens while mounted. */
export function followTheme(): { readonly palette: Palette } {
	let palette = $state.raw(LIGHT);
	$effect(() => {
		const root = document.documentElement;
		const machine = matchMedia('(prefers-color-scheme: dark)');
		const look = () => {
			const { theme } = root.dataset;
			palette = theme === 'dark' || (theme !== 'light' && machine.matches) ? DARK : LIGHT;
		};
		look();
		machine.addEventListener('change', look);
		const watch = new MutationObserver(look);
		watch.observe(root, { attributes: true, attributeFilter: ['data-theme'] });
		return () => {
			machine.removeEventListener('change', look);
			watch.disconnect();
		};
	});
	return {
		get palette() {
			return palette;
		}
	};
}
