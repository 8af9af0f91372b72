import { describe, expect, test } from 'vitest';
import { enlarge } from '#map/enlarge';
import { highContrast } from '#map/high-contrast';
import { DARK, LIGHT } from '#map/palette';
import type { Drawing } from '#map/drawing';

/** Contrast of two colours, after WCAG 2.2 (relative luminance of sRGB). */
function contrast(a: string, b: string): number {
	const luminance = (colour: string) => {
		const [red, green, blue] = [1, 3, 5].map((at) => {
			const part = parseInt(colour.slice(at, at + 2), 16) / 255;
			return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
		});
		return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
	};
	const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
	return (light! + 0.05) / (dark! + 0.05);
}

describe.for([LIGHT, DARK])('high contrast on $name paper', (paper) => {
	const sharp = highContrast(paper);

	test('writes every name at 7 : 1 and more, and draws every boundary at 3 : 1', () => {
		for (const name of ['label', 'labelWater', 'labelGreen', 'labelPlace', 'labelNumber', 'cell', 'cellSoft'] as const)
			expect(contrast(sharp[name], sharp.halo), name).toBeGreaterThanOrEqual(7);
		for (const line of ['cell', 'selected', 'circle', 'disc', 'compoundEdge'] as const)
			expect(contrast(sharp[line], sharp.ground), line).toBeGreaterThanOrEqual(3);
	});

	test('is drawn under names of its own, so that no symbol of the other palette is kept', () => {
		expect(sharp.name).not.toBe(paper.name);
		expect(sharp.name.startsWith(paper.name)).toBe(true);
	});
});

describe('larger letters and symbols', () => {
	const symbol = (layout: object) => ({ id: 'x', type: 'symbol', source: 's', layout });
	const drawing = (...layers: object[]) => ({ name: 'd', sources: {}, layers }) as unknown as Drawing;
	const sizes = (layout: object) => enlarge([drawing(symbol(layout))], 1.5)[0]!.layers[0]!.layout;

	test('numbers, curves over the zoom and other expressions grow; zooms do not', () => {
		expect(sizes({ 'text-size': 12 })).toEqual({ 'text-size': 18 });
		expect(sizes({ 'text-size': ['interpolate', ['linear'], ['zoom'], 10, 12, 17, 14] })).toEqual({
			'text-size': ['interpolate', ['linear'], ['zoom'], 10, 18, 17, 21]
		});
		expect(sizes({ 'icon-size': ['step', ['zoom'], 1, 12, 2] })).toEqual({
			'icon-size': ['step', ['zoom'], 1.5, 12, 3]
		});
		expect(sizes({ 'text-size': ['get', 'size'] })).toEqual({ 'text-size': ['*', 1.5, ['get', 'size']] });
	});

	test('what has no size of its own grows from the size of the format', () => {
		expect(sizes({ 'text-field': 'a', 'icon-image': 'b' })).toMatchObject({ 'text-size': 24, 'icon-size': 1.5 });
	});

	test('lines and areas stay, and without a factor so does everything', () => {
		const line = { id: 'l', type: 'line', source: 's', layout: { 'line-cap': 'round' } };
		const drawings = [drawing(line)];
		expect(enlarge(drawings, 1.5)[0]!.layers[0]).toBe(line);
		expect(enlarge(drawings, 1)).toBe(drawings);
	});
});
