import { expect, test } from 'vitest';
import { parseQuestion } from '#features/explore/view-url';
import { placeUrl, searchUrl } from '#features/search/search-url';
import { FINDABLE, groupHits, type Findable, type Hit } from '#domain/place/search';

const ID = '0a1b2c3d-0000-4000-8000-00000000000f';
const hit = (kind: Findable, name: string = kind): Hit => ({
	kind,
	id: ID,
	name,
	detail: '',
	communityId: null,
	communityName: null,
	near: false
});

test.each(FINDABLE)('the address of a %s chooses it on the map', (kind) => {
	const { searchParams, pathname } = new URL(placeUrl(hit(kind), null), 'http://gezhi.example');
	const { selected, district, mode } = parseQuestion(searchParams);
	const node = kind === 'community' || kind === 'area' || kind === 'cell';
	expect(pathname).toBe('/map');
	expect(selected).toEqual({ kind: node ? 'cell' : kind, id: ID });
	expect(district).toBeNull();
	expect(mode).toBe(node ? 'cells' : `${kind}s`);
});

test('the district stays in the address where there are several', () => {
	expect(placeUrl(hit('cell'), ID)).toBe(`/map?district=${ID}&cell=${ID}`);
	expect(searchUrl('3栋 & %', ID, true)).toBe(`/search.json?q=3%E6%A0%8B+%26+%25&district=${ID}`);
});

test('groups stand in the order of their best hit', () => {
	const hits = [hit('building', 'a'), hit('cell', 'b'), hit('building', 'c')];
	expect(groupHits(hits).map(({ kind, hits: each }) => [kind, each.map(({ name }) => name)])).toEqual([
		['building', ['a', 'c']],
		['cell', ['b']]
	]);
	expect(groupHits([])).toEqual([]);
});
