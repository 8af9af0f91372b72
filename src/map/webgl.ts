/** Whether this browser can draw the map. Where it cannot, the list says the same in words. */
export function hasWebGl2(): boolean {
	try {
		const context = document.createElement('canvas').getContext('webgl2');
		context?.getExtension('WEBGL_lose_context')?.loseContext();
		return context !== null;
	} catch {
		return false;
	}
}

/** Whether it is worth fetching the map's code: asks for no graphics context, which takes tens of milliseconds. */
export function mayDraw(): boolean {
	return typeof WebGL2RenderingContext !== 'undefined';
}
