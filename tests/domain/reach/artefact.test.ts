import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brotliCompressSync } from 'node:zlib';
import { seeded } from '#fixtures/reach/random';
import { placesInMetres, randomStreets, way } from '#fixtures/reach/random-streets';
import { decodeNetwork, encodeNetwork } from '#domain/reach/artefact';
import { buildNetwork } from '#domain/reach/contract';
import { ReachRefusal } from '#domain/reach/refusal';

describe('storing a network', () => {
	it('gives back every number exactly', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 0, max: 80 }), (seed, size) => {
				const network = buildNetwork(randomStreets(seed, size));
				expect(decodeNetwork(encodeNetwork(network))).toEqual(network);
			}),
			{ seed: 20261120, numRuns: 200 }
		);
	});

	it('keeps lengths exact far from the origin, in the north and in the south', () => {
		for (const origin of [
			[11.1, 78.2],
			[-51.2, -30.1]
		] as const) {
			const places = new Map(placesInMetres(Array.from({ length: 40 }, (_, i) => [i * 977, i * 1733] as const)));
			const moved = new Map(
				[...places].map(([key, [lng, lat]]) => [key, [lng - 118.2 + origin[0], lat - 39.6 + origin[1]]] as const)
			);
			const network = buildNetwork([way([...moved.keys()], moved), way([3, 9], moved)], origin);
			expect(decodeNetwork(encodeNetwork(network))).toEqual(network);
		}
	});

	it('takes few bytes a point of the survey', () => {
		const random = seeded(7);
		const side = 60;
		const places = placesInMetres(
			Array.from({ length: side * side }, (_, i) => [
				(i % side) * 60 + random() * 20,
				Math.floor(i / side) * 60 + random() * 20
			])
		);
		const rows = Array.from({ length: side }, (_, r) => Array.from({ length: side }, (_, c) => r * side + c));
		const columns = Array.from({ length: side }, (_, c) => rows.map((row) => row[c]!)).filter((_, c) => c % 4 === 0);
		const bytes = encodeNetwork(buildNetwork([...rows, ...columns].map((keys) => way(keys, places))));
		expect(brotliCompressSync(bytes).length / (side * side)).toBeLessThan(4.5);
	});

	it('refuses every cut and every altered byte by name', () => {
		const bytes = encodeNetwork(buildNetwork(randomStreets(3)));
		const random = seeded(11);
		for (let i = 0; i < 400; i++) {
			const harmed = bytes.slice(0, i % 2 ? Math.floor(random() * bytes.length) : undefined);
			if (i % 2 === 0) harmed[Math.floor(random() * harmed.length)]! ^= 1 << Math.floor(random() * 8);
			expect(() => decodeNetwork(harmed)).toThrow(ReachRefusal);
		}
		expect(() => decodeNetwork(new Uint8Array())).toThrow('damaged-network');
		expect(() => decodeNetwork(new TextEncoder().encode('<!doctype html><title>404</title>'))).toThrow(
			'damaged-network'
		);
	});

	it('refuses what a later version wrote', () => {
		const bytes = encodeNetwork(buildNetwork(randomStreets(3)));
		bytes[3]! += 1;
		expect(() => decodeNetwork(bytes)).toThrow('unknown-network-version');
	});
});
