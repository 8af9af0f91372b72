import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatView, hrefOf, LAYERS, MODES, parseQuestion, parseView, WISH_STAGES } from '#features/explore/view-url';
import type { ViewState } from '#features/explore/view-url';
import { WISH_KINDS } from '#domain/wishes/wish';

const paramsOf = (href: string) => new URL(href, 'http://localhost').searchParams;

const anyView: fc.Arbitrary<ViewState> = fc.record({
	district: fc.option(fc.uuid()),
	mode: fc.constantFrom(...MODES),
	selected: fc.option(
		fc.record({ kind: fc.constantFrom('cell', 'centre', 'building', 'wish', 'member'), id: fc.uuid() })
	),
	branch: fc.option(fc.uuid()),
	q: fc.string({ maxLength: 80 }).map((text) => text.trim()),
	page: fc.integer({ min: 1, max: 100_000 }),
	wishKind: fc.option(fc.constantFrom(...WISH_KINDS)),
	wishStage: fc.option(fc.constantFrom(...WISH_STAGES)),
	at: fc.option(
		fc.record({
			zoom: fc.integer({ min: 0, max: 2400 }).map((n) => n / 100),
			lat: fc.integer({ min: -8_500_000, max: 8_500_000 }).map((n) => n / 100_000),
			lng: fc.integer({ min: -18_000_000, max: 18_000_000 }).map((n) => n / 100_000)
		})
	),
	level: fc.option(fc.constantFrom(1 as const, 2 as const, 3 as const)),
	layers: fc.subarray([...LAYERS]),
	background: fc.constantFrom(null, 'vec', 'img'),
	minutes: fc.option(fc.integer({ min: 1, max: 60 })),
	list: fc.boolean()
}) as fc.Arbitrary<ViewState>;

describe('the address of the map', () => {
	test('restores every view', () => {
		fc.assert(
			fc.property(anyView, (view) => {
				expect(parseView(paramsOf(formatView(view)))).toEqual(view);
			}),
			{ seed: 20261120, numRuns: 500 }
		);
	});

	test('is bare for the default view', () => {
		expect(formatView(parseView(new URLSearchParams()))).toBe('/map');
	});

	test('is legible', () => {
		const view = parseView(new URLSearchParams('at=15.5/39.12345/117.2&layers=cells,wishes'));
		expect(formatView(view)).toBe('/map?at=15.5/39.12345/117.20000&layers=cells,wishes');
	});

	test.each([
		'at=1/2',
		'at=99/0/0',
		'at=a/b/c',
		'cell=1',
		'mode=x',
		'page=-1',
		'page=1e3',
		'level=4',
		't=0',
		'kind=gold'
	])('gives nonsense its default: %s', (query) => {
		expect(parseView(new URLSearchParams(query))).toEqual(parseView(new URLSearchParams()));
	});

	test('of the camera is no part of what the server is asked', () => {
		const read: string[] = [];
		const spy = new URLSearchParams('at=12/1/2&layers=none&t=5');
		const params = new Proxy(spy, {
			get: (target, name) => (name === 'get' ? (key: string) => (read.push(key), target.get(key)) : undefined)
		});
		parseQuestion(params);
		expect(read).not.toContain('at');
		expect(read).not.toContain('layers');
		expect(read).not.toContain('t');
	});
});

describe('a link', () => {
	const view = parseView(new URLSearchParams('mode=buildings&q=12&page=3&at=15/1/2'));

	test('to another list starts at its first page without the old search', () => {
		expect(hrefOf(view, { mode: 'wishes' })).toBe('/map?mode=wishes');
	});

	test('within the list keeps search and page', () => {
		expect(hrefOf(view, { selected: null })).toBe('/map?mode=buildings&q=12&page=3');
	});
});
