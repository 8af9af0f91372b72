import type { SlabStyle } from '#server/demo/ground/rows';
import type { Point } from '#server/demo/shape/plane';

/** Slabs are bars, sometimes stepping back stair by stair; towers have a notch on either side. */
export function slabOutline(x: number, y: number, units: number, style: SlabStyle): Point[] {
	const { unitWidth, depth, stagger } = style;
	const width = units * unitWidth;
	if (style.role === 'tower') {
		const [n, w] = [depth * 0.2, width * 0.16];
		return [
			[x, y + n],
			[x + w, y + n],
			[x + w, y],
			[x + width - w, y],
			[x + width - w, y + n],
			[x + width, y + n],
			[x + width, y + depth - n],
			[x + width - w, y + depth - n],
			[x + width - w, y + depth],
			[x + w, y + depth],
			[x + w, y + depth - n],
			[x, y + depth - n]
		];
	}
	if (stagger === 0 || units < 2)
		return [
			[x, y],
			[x + width, y],
			[x + width, y + depth],
			[x, y + depth]
		];
	const steps = Array.from({ length: units }, (_, i) => (i % 2 === 1 ? stagger : 0));
	const south = steps.flatMap((step, i): Point[] => [
		[x + i * unitWidth, y + step],
		[x + (i + 1) * unitWidth, y + step]
	]);
	return [...south, [x + width, y + depth], [x, y + depth]];
}
