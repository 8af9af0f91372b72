import { SYMBOL_RATIO } from '#map/reconcile';

/**
 * Slanting lines that meet at the edges of the square: what is missing is told by its pattern, not by a colour alone.
 * @param pitch from line to line and @param width of a line, in pixels of the screen.
 */
export function hatchImage(colour: string, pitch: number, width: number): ImageData {
	const canvas = document.createElement('canvas');
	const size = pitch * SYMBOL_RATIO;
	canvas.width = canvas.height = size;
	const context = canvas.getContext('2d', { willReadFrequently: true })!;
	context.strokeStyle = colour;
	context.lineWidth = width * SYMBOL_RATIO;
	for (const shift of [-size, 0, size]) {
		context.moveTo(shift, size);
		context.lineTo(shift + size, 0);
	}
	context.stroke();
	return context.getImageData(0, 0, size, size);
}
