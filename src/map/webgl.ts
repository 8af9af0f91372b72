/** Whether this browser may be able to draw the map. Asks for no graphics context, which takes tens of milliseconds. */
export function mayDraw(): boolean {
	return typeof WebGL2RenderingContext !== 'undefined';
}
