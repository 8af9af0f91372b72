import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import { DEFAULT_SETTINGS } from '#domain/place/settings';
import Credit from '#features/explore/Credit.svelte';
import { provideExplore, type ExploreInput } from '#features/explore/explore.svelte.ts';
import MapLegend from '#features/explore/MapLegend.svelte';
import { provideWords } from '#ui/text/context';
import { zhCNMapPages } from '#ui/text/zh-CN/map-pages';
import { smallView } from '#fixtures/small-view';

function page(offersBackground: boolean, search = '', approvalNumber = ''): string {
	const district = { ...smallView.district, settings: { ...DEFAULT_SETTINGS, approvalNumber } };
	const input: ExploreInput = {
		districts: [],
		view: { ...smallView, district: { ...district, attribution: '© OpenStreetMap contributors' } },
		answer: { cells: [], card: null } as unknown as ExploreInput['answer'],
		database: { url: null, key: '' },
		heard: null,
		offersBackground
	};
	// a component without a template: gives what the map page gives, then the legend and the credit
	const frame: Component = (renderer) => {
		provideWords('zh-CN', () => zhCNMapPages);
		provideExplore(
			() => new URL(`http://127.0.0.1/map${search}`),
			() => input
		);
		MapLegend(renderer, { open: true, showsMembers: false, showsVacant: false });
		return Credit(renderer, {});
	};
	return render(frame).body;
}

test('another background is offered only where the server has one, and the address chooses it', () => {
	expect(page(false, '?background=vec')).not.toContain('天地图');
	const offered = page(true, '?background=img');
	expect(offered).toContain('天地图影像');
	const radios = [...offered.matchAll(/<input[^>]*name="background"[^>]*>/g)].map(([tag]) => / checked/.test(tag));
	expect(radios).toEqual([false, false, true]);
});

test('a map says whose data it shows and its approval number; the credit of a background comes with its tiles', () => {
	const own = page(true, '?background=vec', 'GS(2026)1234');
	expect(own).toContain('审图号：GS(2026)1234');
	expect(own).toContain('OpenStreetMap');
	expect(own).not.toContain('GS（2024）');
	expect(page(true)).not.toContain('审图号');
});
