import { expect, test } from 'vitest';
import { createRandom, type Random } from '#server/demo/random';
import { parseBoundary } from '#server/import/boundary-file';
import { readOsm } from '#server/import/read-osm';
import { ImportRefusal } from '#server/import/refusal';
import { surveyFromOsm } from '#server/import/survey-from-osm';
import { translator } from '#ui/text/words';
import { fixture, scratch } from './files.ts';
import { gzip, xmlToPbf } from './write-pbf.ts';

const ROUNDS = process.env['GEZHI_SOAK'] ? 20_000 : 250;
const SEED = 20261120;
const TOO_LONG_MS = 2000;

const write = scratch();
const xml = fixture('quarter.osm');
const formats = new Map<string, Buffer>([
	['xml', xml],
	['gzip', gzip(xml)],
	['pbf raw', await xmlToPbf(xml, 'raw')],
	['pbf zlib', await xmlToPbf(xml, 'zlib')]
]);

/** The bytes with one to four slips: flipped, cut out, doubled, swapped for a hostile byte, or cut off. */
function mutant(bytes: Buffer, { next: random }: Random): Buffer {
	let mutated = Buffer.from(bytes);
	const slips = 1 + Math.floor(random() * 4);
	for (let slip = 0; slip < slips; slip++) {
		const at = Math.floor(random() * mutated.length);
		const length = 1 + Math.floor(random() ** 3 * 200);
		const [before, after] = [mutated.subarray(0, at), mutated.subarray(at + length)];
		const kind = Math.floor(random() * 5);
		if (kind === 0) mutated[at] = mutated[at]! ^ (1 << Math.floor(random() * 8));
		else if (kind === 1) mutated = Buffer.concat([before, after]);
		else if (kind === 2) mutated = Buffer.concat([mutated.subarray(0, at + length), mutated.subarray(at)]);
		else if (kind === 3) mutated[at] = [0x00, 0x7f, 0x80, 0xff, 0x3c, 0x22, 0x2d, 0x39][Math.floor(random() * 8)]!;
		else if (random() < 0.2) mutated = Buffer.from(before);
		if (mutated.length === 0) break;
	}
	return mutated;
}

test.each([...formats.keys()])(
	'damaged %s is refused by name or read, never more',
	{ timeout: 600_000 },
	async (format) => {
		const original = formats.get(format)!;
		let refused = 0;
		for (let round = 0; round < ROUNDS; round++) {
			const seed = SEED + round;
			const started = performance.now();
			try {
				const extract = await readOsm(write('mutant', mutant(original, createRandom(seed, 'mutant'))));
				surveyFromOsm(extract, { name: '', boundary: null, today: '2026-11-20', t: translator('zh-CN') });
			} catch (error) {
				if (!(error instanceof ImportRefusal)) throw new Error(`seed ${seed} of ${format}`, { cause: error });
				refused++;
			}
			expect(performance.now() - started, `seed ${seed} of ${format} hangs`).toBeLessThan(TOO_LONG_MS);
		}
		expect(refused).toBeGreaterThan(0);
	}
);

test('damaged boundary files are refused by name or read', () => {
	const original = fixture('quarter.geojson');
	for (let round = 0; round < ROUNDS * 4; round++) {
		const seed = SEED + round;
		try {
			parseBoundary('mutant', mutant(original, createRandom(seed, 'mutant')).toString('utf8'));
		} catch (error) {
			if (!(error instanceof ImportRefusal)) throw new Error(`seed ${seed}`, { cause: error });
		}
	}
});
