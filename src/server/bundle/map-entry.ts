import type { Plugin } from 'vite';

/** Where the built pages say which script the map is: see server/map-script.ts. */
export const MAP_ENTRY = '_app/map-entry.json';

/**
 * Notes the file name of the map's code beside the built files. It is asked for by a dynamic import, which the browser
 * would find only after the page's own scripts have run; knowing its name, the page can send for it in its first line.
 */
export function mapEntry(): Plugin {
	return {
		name: 'gezhi-map-entry',
		generateBundle(_, bundle) {
			if (this.environment.name !== 'client') return;
			const map = Object.values(bundle).find(
				(file) => file.type === 'chunk' && file.facadeModuleId?.endsWith('/features/explore/ExploreMap.svelte')
			);
			if (map) this.emitFile({ type: 'asset', fileName: MAP_ENTRY, source: JSON.stringify({ script: map.fileName }) });
		}
	};
}
