import { validateStyleMin, type StyleSpecification } from '@maplibre/maplibre-gl-style-spec';
import { describe, expect, test } from 'vitest';
import { basemap } from '#map/basemap';
import { EMPTY, type Drawing } from '#map/drawing';
import { backgroundDrawing, paletteOver, paperUnder } from '#map/layers/background';
import { cellsDrawing, type CellShape } from '#map/layers/cells';
import { centresDrawing } from '#map/layers/centres';
import { circlesDrawing } from '#map/layers/circles';
import { cellFeature, divisionDrawing, type DivisionShown } from '#map/layers/division';
import { previewDrawing } from '#map/layers/division-preview';
import { membersDrawing } from '#map/layers/members';
import { placeDrawing } from '#map/layers/place';
import { vacantDrawing } from '#map/layers/vacant';
import { wishesDrawing } from '#map/layers/wishes';
import { finestRange, levelAt, type CellLevel } from '#map/level';
import { byOrder, ORDER } from '#map/order';
import { DARK, LIGHT, type Palette } from '#map/palette';

const shape = (node: string, level: CellLevel): CellShape => ({
	node,
	level,
	label: [118.6, 37.4],
	geometry: {
		type: 'Polygon',
		coordinates: [
			[
				[118, 37],
				[119, 37],
				[119, 38],
				[118, 37]
			]
		]
	}
});
const shapes = [shape('a', 1), shape('b', 2), shape('c', 3)];
const tiles = { url: 'http://127.0.0.1/tiles/cells/p/v', bounds: [118, 37, 119, 38] as const };

/** A plan that is painted, with a stroke of either shape. */
function painted(fixed: CellLevel | null): DivisionShown {
	const geometry = {
		type: 'MultiPolygon' as const,
		coordinates: [
			[
				[
					[118, 37],
					[119, 37],
					[119, 38],
					[118, 37]
				]
			]
		]
	};
	const cells = { id: 'c', level: 3 as const, geometry, label: [118.6, 37.4] as const, name: 'C', colour: 1 };
	const source = { type: 'FeatureCollection' as const, features: cellFeature(cells) };
	const ground = { unassigned: geometry, target: geometry, chosen: geometry, hovered: geometry };
	const line = [
		[118, 37],
		[118.1, 37]
	] as const;
	const stroke = fixed === 3 ? ({ kind: 'line', line, metres: 12 } as const) : ({ kind: 'area', ring: line } as const);
	return { cells: source, areas: EMPTY, ...ground, stroke };
}

function everything(palette: Palette, fixed: CellLevel | null): Drawing[] {
	const letters = { goods: 'G', service: 'S', urgent: 'U' };
	const wishes = { sources: { sums: EMPTY, doors: EMPTY }, chosen: EMPTY, fixed, letters };
	return [
		basemap('http://127.0.0.1/artefacts/x', palette),
		backgroundDrawing({ kind: 'img', tiles: 'http://127.0.0.1/background', bounds: [118, 37, 119, 38] }),
		circlesDrawing(EMPTY, 15, palette),
		centresDrawing(EMPTY, null, palette),
		wishesDrawing(wishes, palette),
		membersDrawing(EMPTY, fixed, palette),
		cellsDrawing({ tiles, fixed, selected: shapes[2]!, hovered: shapes[1]!, visible: true }, palette),
		placeDrawing([118.6, 37.4], palette),
		vacantDrawing(tiles, fixed, palette),
		divisionDrawing(painted(fixed), palette),
		previewDrawing([], palette)
	];
}

function styleOf(drawings: readonly Drawing[]): StyleSpecification {
	const entries = drawings.flatMap(({ sources: own }) => Object.entries(own));
	return {
		version: 8,
		sources: Object.fromEntries(
			entries.map(([id, source]) => [
				id,
				source.type === 'FeatureCollection' ? { type: 'geojson', data: source } : source
			])
		),
		layers: drawings.flatMap(({ layers }) => layers).sort(byOrder)
	} as StyleSpecification;
}

describe.each([
	['light', LIGHT],
	['dark', DARK]
])('the whole map in %s', (_name, palette) => {
	test.each([null, 1, 2, 3] as const)('is a valid style at level %s, with every layer once', (fixed) => {
		const style = styleOf(everything(palette, fixed));
		// text without a glyph server is drawn from local fonts, which the specification does not foresee
		const problems = validateStyleMin(style).filter(({ message }) => !message.includes('glyphs'));
		expect(problems.map(({ message }) => message)).toEqual([]);
		const ids = style.layers.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
	});
});

test('the order knows every layer, and no layer that nobody draws', () => {
	const drawn = new Set(everything(LIGHT, null).flatMap(({ layers }) => layers.map(({ id }) => id)));
	expect(ORDER.filter((id) => !drawn.has(id))).toEqual([]);
	expect(() => byOrder({ id: 'ground' }, { id: 'nowhere' })).toThrow('nowhere');
});

test('over another background, of our paper only the areas below it remain, and colours that stand out', () => {
	const ids = paperUnder(basemap('http://127.0.0.1/artefacts/x', DARK)).layers.map(({ id }) => id);
	expect(ids).toContain('water');
	expect(ids.filter((id) => /street|building|label/.test(id))).toEqual([]);
	expect(paletteOver('vec', DARK)).toBe(LIGHT);
	expect(paletteOver('img', LIGHT)).toBe(DARK);
	expect(paletteOver(null, DARK)).toBe(DARK);
});

test('what can be picked is drawn, wherever the level is not fixed', () => {
	for (const { layers, pick = [] } of everything(LIGHT, null)) {
		const ids = layers.map(({ id }) => id);
		expect(pick.filter((id) => !ids.includes(id))).toEqual([]);
	}
});

test('a switched-off layer of cells still lights the chosen one', () => {
	const { layers, pick } = cellsDrawing(
		{ tiles, fixed: null, selected: shapes[0]!, hovered: null, visible: false },
		LIGHT
	);
	expect(layers.map(({ id }) => id)).toEqual(['cells-dim', 'cells-selected-casing', 'cells-selected-line']);
	expect(pick).toEqual([]);
});

describe('levels by zoom', () => {
	test('exactly one level is the finest at every zoom', () => {
		for (let zoom = 0; zoom < 22; zoom += 0.1) {
			const finest = ([1, 2, 3] as const).filter((level) => {
				const range = finestRange(level, null)!;
				return zoom >= range.minzoom && zoom < range.maxzoom;
			});
			expect(finest).toEqual([levelAt(zoom, null)]);
		}
	});

	test('a fixed level holds at every zoom', () => {
		expect(levelAt(5, 3)).toBe(3);
		expect(finestRange(2, 3)).toBeNull();
	});
});
