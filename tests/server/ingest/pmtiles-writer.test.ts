import { gzipSync } from 'node:zlib';
import { PMTiles, type Source } from 'pmtiles';
import { describe, expect, test } from 'vitest';
import { PmtilesWriter } from '#server/ingest/pmtiles-writer';
import { seededRandom } from '#fixtures/random';

const FACTS = { bounds: [118.5, 37.3, 118.7, 37.5], minZoom: 8, maxZoom: 15, metadata: { name: '试验区' } } as const;

/** The official reader over bytes in memory. */
function reader(bytes: Uint8Array): PMTiles {
	const source: Source = {
		getKey: () => 'memory',
		getBytes: async (offset, length) => ({ data: new Uint8Array(bytes.slice(offset, offset + length)).buffer })
	};
	return new PMTiles(source);
}

async function tileText(archive: PMTiles, z: number, x: number, y: number): Promise<string | null> {
	const tile = await archive.getZxy(z, x, y);
	return tile ? Buffer.from(tile.data).toString() : null;
}

describe('a PMTiles archive is read back by the official reader', () => {
	test('header and metadata', async () => {
		const writer = new PmtilesWriter();
		writer.add(8, 212, 99, gzipSync('one'));
		const archive = reader(writer.finish(FACTS));
		const header = await archive.getHeader();
		expect(header).toMatchObject({
			specVersion: 3,
			minZoom: 8,
			maxZoom: 15,
			tileType: 1,
			tileCompression: 2,
			internalCompression: 2,
			clustered: true,
			numAddressedTiles: 1,
			numTileContents: 1
		});
		expect([header.minLon, header.minLat, header.maxLon, header.maxLat]).toEqual(FACTS.bounds);
		expect(await archive.getMetadata()).toEqual(FACTS.metadata);
		expect(await tileText(archive, 8, 212, 99)).toBe('one');
		expect(await tileText(archive, 8, 211, 99)).toBeNull();
	});

	test('equal tiles are stored once, and runs of them take one entry', async () => {
		const writer = new PmtilesWriter();
		const [sea, land] = [gzipSync('sea'), gzipSync('land')];
		for (const [x, y] of [
			[0, 0],
			[0, 1],
			[1, 1],
			[1, 0]
		] as const)
			writer.add(1, x, y, x === 1 && y === 0 ? land : sea);
		const archive = reader(writer.finish({ ...FACTS, minZoom: 1, maxZoom: 1 }));
		expect(await archive.getHeader()).toMatchObject({ numAddressedTiles: 4, numTileEntries: 2, numTileContents: 2 });
		expect(await tileText(archive, 1, 1, 1)).toBe('sea');
		expect(await tileText(archive, 1, 1, 0)).toBe('land');
	});

	test('20,000 scattered tiles need leaf directories and are all found, added in any order', async () => {
		const next = seededRandom(3);
		const writer = new PmtilesWriter();
		const places = new Map<string, readonly [number, number, number]>();
		while (places.size < 20_000) {
			const z = 12 + Math.floor(next() * 4);
			const [x, y] = [Math.floor(next() * 2 ** z), Math.floor(next() * 2 ** z)];
			places.set(`${z}/${x}/${y}`, [z, x, y]);
		}
		for (const [key, [z, x, y]] of places) writer.add(z, x, y, gzipSync(key));
		const archive = reader(writer.finish(FACTS));
		expect((await archive.getHeader()).leafDirectoryLength).toBeGreaterThan(0);
		for (const [key, [z, x, y]] of [...places].filter((_, index) => index % 97 === 0)) {
			expect(await tileText(archive, z, x, y)).toBe(key);
		}
	});
});
