import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import type { MapView, ViewCommunity } from '#domain/place/view';
import { provideExplore, type ExploreInput } from '#features/explore/explore.svelte.ts';
import CellList from '#features/explore/lists/CellList.svelte';
import { provideWords } from '#ui/text/context';
import { zhCNMapPages } from '#ui/text/zh-CN/map-pages';
import { smallView, viewId } from '#fixtures/small-view';

const [first, second] = [viewId(2), viewId(4)];
const [east, west] = smallView.communities as [ViewCommunity, ViewCommunity];
/** A district of so many communities that the view carries none. */
const large: MapView = {
	...smallView,
	subdistricts: [
		{ id: first, name: '一街道', code: '1', below: 2 },
		{ id: second, name: '二街道', code: '2', below: 60 }
	],
	communities: [],
	cells: []
};

/** The rows of the list: level, name and link of each. */
function rows(view: MapView, search: string, communities: readonly ViewCommunity[]) {
	const input: ExploreInput = {
		districts: [],
		view,
		answer: { list: { mode: 'cells' }, cells: [], communities, places: [], card: null, audit: null, centres: [] },
		database: { url: null, key: '' },
		heard: null,
		offersBackground: false
	};
	const list: Component = (renderer) => {
		provideWords('zh-CN', () => zhCNMapPages);
		provideExplore(
			() => new URL(`http://127.0.0.1/map${search}`),
			() => input
		);
		return CellList(renderer, {});
	};
	const text = render(list).body.replaceAll('&amp;', '&');
	return [...text.matchAll(/<a[^>]*role="treeitem"[^>]*>[^]*?<\/a>/g)].map(([row]) => ({
		level: Number(/aria-level="(\d)"/.exec(row)![1]),
		name: /<span[^>]*>([^<]*)<\/span>/.exec(row)![1],
		href: /href="([^"]*)"/.exec(row)![1],
		open: /aria-expanded="(\w+)"/.exec(row)?.[1]
	}));
}

test('a large district is a list of subdistricts, each a link that opens it', () => {
	expect(rows(large, '', [])).toEqual([
		{ level: 1, name: '一街道', href: `/map?in=${first}`, open: 'false' },
		{ level: 1, name: '二街道', href: `/map?in=${second}`, open: 'false' }
	]);
});

test('an open subdistrict shows its communities, and its link closes it', () => {
	const shown = rows(large, `?in=${first}`, [east, west]);
	expect(shown.map(({ level, name }) => [level, name])).toEqual([
		[1, '一街道'],
		[2, 'West'],
		[2, 'East'],
		[1, '二街道']
	]);
	expect(shown[0]).toMatchObject({ href: '/map', open: 'true' });
	expect(shown[1]!.href).toContain(`cell=${west.id}`);
});

test('what is chosen lies open below its subdistrict', () => {
	expect(rows(large, `?cell=${west.id}`, [east, west]).map(({ name }) => name)).toEqual([
		'一街道',
		'West',
		'East',
		'二街道'
	]);
});

test('a small district begins with its communities', () => {
	const shown = rows(smallView, '', []);
	expect(shown.map(({ level, name }) => [level, name])).toEqual([
		[1, 'West'],
		[1, 'East']
	]);
});

test('communities of another district are not among them', () => {
	const elsewhere = { ...west, id: viewId(90), subdistrictId: viewId(91), name: 'Elsewhere' };
	expect(rows(large, `?in=${first}`, [west, elsewhere]).map(({ name }) => name)).not.toContain('Elsewhere');
});
