import { describe, expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { cycles, importsOf, type Import } from './imports.ts';
import { sources } from './sources.ts';

const all = sources('src', ['.ts', '.svelte', '.mjs']).filter(({ path }) => !path.endsWith('.d.ts'));
const files = new Set(sources('src', ['']).map(({ path }) => path));
const imports = all.flatMap((source) => importsOf(source, manifest.imports, files));

/** Which layers a layer may import besides itself. Words of the interface are open to all but the domain. */
const MAY: Readonly<Record<string, readonly string[]>> = {
	domain: [],
	compute: ['domain'],
	data: ['domain'],
	map: ['domain'],
	ui: [],
	features: ['domain', 'compute', 'data', 'map', 'ui'],
	server: ['domain', 'data', 'compute'],
	routes: ['domain', 'compute', 'data', 'map', 'ui', 'features', 'server'],
	hooks: ['domain', 'data', 'server', 'ui']
};

function layerOf(path: string): string {
	const [, first = ''] = path.split('/');
	if (/^(hooks|app|service-worker)\b/.test(first)) return first === 'app.css' ? 'ui' : 'hooks';
	return first;
}

const isWords = (path: string) => path.startsWith('src/ui/text/');
const featureOf = (path: string) => /^src\/features\/([^/]+)\//.exec(path)?.[1];
const told = ({ from, specifier }: Import) => `${from} → ${specifier}`;
const within = imports.filter((found) => found.target?.startsWith('src/'));

describe('the import law', () => {
	test('every alias leads to a file', () => {
		const lost = imports.filter(({ specifier, target }) => specifier.startsWith('#') && !files.has(target ?? ''));
		expect(lost.map(told)).toEqual([]);
	});

	test('a layer imports only what lies below it', () => {
		const broken = within.filter(({ from, target }) => {
			const layer = layerOf(from);
			const to = layerOf(target!);
			if (layer === to || (isWords(target!) && layer !== 'domain')) return false;
			return !MAY[layer]?.includes(to);
		});
		expect(broken.map(told)).toEqual([]);
	});

	test('a feature never imports another feature', () => {
		const broken = within.filter(({ from, target }) => {
			const mine = featureOf(from);
			const theirs = featureOf(target!);
			return mine !== undefined && theirs !== undefined && mine !== theirs;
		});
		expect(broken.map(told)).toEqual([]);
	});

	test('the domain knows no framework, no database and no document', () => {
		const allowed = /^(@turf\/|d3-|topojson-|geojson$|polyclip-ts$|polylabel$|gcoord$|flatbush$|#domain\/|\.)/;
		const broken = imports.filter(({ from, specifier }) => from.startsWith('src/domain/') && !allowed.test(specifier));
		expect(broken.map(told)).toEqual([]);
	});

	test('only routes and hooks import the server', () => {
		const broken = within.filter(
			({ from, target }) => layerOf(target!) === 'server' && !['server', 'routes', 'hooks'].includes(layerOf(from))
		);
		expect(broken.map(told)).toEqual([]);
	});

	test('nothing climbs with ../', () => {
		// what must run on bare Node, before the packages are there, has no aliases
		const climbing = imports.filter(({ from, specifier }) => specifier.startsWith('../') && !from.endsWith('.mjs'));
		expect(climbing.map(told)).toEqual([]);
	});

	test('no barrels and no drawers', () => {
		const drawers = [...files].filter((path) => /(^|\/)(index|utils?|helpers?|services?|managers?)(\.|\/)/.test(path));
		expect(drawers).toEqual([]);
	});

	test('no circles', () => {
		const edges = new Map<string, Set<string>>(all.map(({ path }) => [path, new Set()]));
		for (const { from, target, typeOnly } of within) if (!typeOnly) edges.get(from)?.add(target!);
		expect(cycles(edges)).toEqual([]);
	});
});

describe('the law itself', () => {
	test('finds a circle', () => {
		const edges = new Map([
			['a', new Set(['b'])],
			['b', new Set(['c'])],
			['c', new Set(['b'])]
		]);
		expect(cycles(edges)).toEqual([['b', 'c']]);
	});

	test('reads imports of components, re-exports and dynamic imports', () => {
		const source = {
			path: 'src/features/a/A.svelte',
			text: `<p>x</p><script lang="ts">import type { B } from '#ui/b'; const c = import('#ui/c');</script>`
		};
		const found = importsOf(source, { '#ui/*': './src/ui/*.ts' }, new Set(['src/ui/b.ts', 'src/ui/c.ts']));
		expect(found.map(({ target, typeOnly }) => [target, typeOnly])).toEqual([
			['src/ui/b.ts', true],
			['src/ui/c.ts', false]
		]);
	});

	test('sees the whole house', () => {
		expect(all.length).toBeGreaterThan(100);
		expect(within.length).toBeGreaterThan(200);
	});
});
