import { deflateSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { readOsm } from '#server/import/read-osm';
import { ImportRefusal, refusalSentence, type ImportReason } from '#server/import/refusal';
import { translator } from '#ui/text/words';
import { fixture, scratch } from './files.ts';
import { block, gzip, xmlToPbf } from './write-pbf.ts';

const write = scratch();
const xml = fixture('quarter.osm');
const pbf = await xmlToPbf(xml, 'zlib');

async function refusalOf(name: string, bytes: string | Uint8Array): Promise<ImportRefusal> {
	const error = await readOsm(write(name, bytes)).then(
		() => null,
		(cause: unknown) => cause
	);
	if (!(error instanceof ImportRefusal)) throw new Error(`${name} was not refused: ${String(error)}`);
	return error;
}

const osm = (inside: string): string => `<?xml version="1.0"?>\n<osm version="0.6">\n${inside}\n</osm>`;
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');

describe('a file is refused by name', () => {
	const cases: [string, ImportReason, string | Uint8Array][] = [
		['empty.osm', 'empty-file', ''],
		['picture.osm', 'not-osm', png],
		['page.osm', 'not-osm', '<!doctype html><html><body><p>404</p></body></html>'],
		['feed.osm', 'not-osm', '<?xml version="1.0"?><rss></rss>'],
		['words.osm', 'not-osm', 'streets of our town'],
		['table.osm.gz', 'not-osm', gzipSync('name,street\n1,2\n')],
		['packed.osm.bz2', 'unsupported-packing', Buffer.from('BZh91AY&SY')],
		['archive.osm', 'unsupported-packing', Buffer.from('504b030414000000', 'hex')],
		['cut.osm', 'truncated', xml.subarray(0, 3000)],
		['cut.osm.gz', 'truncated', gzip(xml).subarray(0, 900)],
		['cut.osm.pbf', 'truncated', pbf.subarray(0, pbf.length - 20)],
		['cut-in-head.osm.pbf', 'truncated', pbf.subarray(0, 60)],
		['crossed.osm', 'malformed', xml.toString().replace('</way>', '</node>')],
		['id.osm', 'malformed', osm('<node id="9007199254740993" lat="1" lon="1"/>')],
		['number.osm', 'malformed', osm('<node id="1" lat="north" lon="1"/>')],
		['latin.osm', 'malformed', '<?xml version="1.0" encoding="ISO-8859-1"?><osm/>'],
		['bomb.osm', 'malformed', '<!DOCTYPE osm [<!ENTITY a "aaaa">]><osm><node id="1" lat="1" lon="&a;"/></osm>'],
		['pole.osm', 'coordinates-out-of-range', osm('<node id="7" lat="91" lon="1"/>')],
		['metres.osm', 'coordinates-out-of-range', osm('<node id="7" lat="4421000.5" lon="20458000.25"/>')],
		['bare.osm', 'nothing-to-show', osm('<node id="7" lat="1" lon="1"/>')],
		['block.pbf', 'malformed', Buffer.concat([pbf, block('OSMData', Buffer.from([10, 200, 1]), 'raw')])],
		['zlib.pbf', 'malformed', Buffer.concat([pbf, block('OSMData', Buffer.alloc(0), 'zlib').fill(7, 20)])],
		['large.pbf', 'blob-too-large', Buffer.concat([pbf, block('OSMData', Buffer.alloc(8), 'raw', 33 * 1024 * 1024)])]
	];
	test.each(cases)('%s: %s', async (name, reason, bytes) => {
		const refusal = await refusalOf(name, bytes);
		expect(refusal.reason).toBe(reason);
		for (const locale of ['zh-CN', 'en'] as const) {
			const sentence = refusalSentence(translator(locale), refusal);
			expect(sentence).toContain(name);
			expect(sentence).not.toMatch(/[{}]|refused|undefined/);
		}
	});
});

test('a missing file and a folder are refused', async () => {
	for (const path of ['/no/such/map.osm', '/']) {
		await expect(readOsm(path)).rejects.toMatchObject({ reason: 'no-such-file' });
	}
});

test('the sentence says where: byte, line or node', async () => {
	const cut = await refusalOf('where.pbf', pbf.subarray(0, pbf.length - 20));
	expect(refusalSentence(translator('en'), cut)).toMatch(/at byte \d+/);
	const crossed = await refusalOf('where.osm', osm('<node id="1" lat="1" lon="1">\n</way>'));
	expect(crossed.trouble.position).toEqual({ unit: 'line', at: 4 });
	const pole = await refusalOf('pole.osm', osm('<node id="7" lat="91" lon="1"/>'));
	expect(refusalSentence(translator('en'), pole)).toContain('node 7');
});

test('a node off the globe is found in PBF too', async () => {
	const far = await xmlToPbf(Buffer.from(xml.toString().replace('lat="37.4000000"', 'lat="89.9"')), 'raw');
	expect((await readOsm(write('north.pbf', far))).ways.length).toBeGreaterThan(0);
	// a granularity of 127 instead of 100 nanodegrees pushes that node over the pole
	const wrong = Buffer.from(far.toString('latin1').replaceAll('\x88\x01\x64', '\x88\x01\x7f'), 'latin1');
	expect(await refusalOf('far.pbf', wrong)).toMatchObject({ reason: 'coordinates-out-of-range' });
});

test('a gzip bomb is stopped while it unpacks, and a limit can be raised', async () => {
	const bomb = gzipSync(`<osm>${' '.repeat(30 * 1024 * 1024)}</osm>`);
	expect(await refusalOf('bomb.osm.gz', bomb)).toMatchObject({ reason: 'unpacks-too-far' });
	const path = write('tight.osm.gz', gzip(xml));
	await expect(readOsm(path, { unpack: { maxBytes: 2000 } })).rejects.toMatchObject({ reason: 'unpacks-too-far' });
	expect((await readOsm(path, { unpack: { maxBytes: xml.length } })).buildings).toHaveLength(4);
});

test('a PBF bomb of many small blocks is stopped', async () => {
	const zeros = deflateSync(Buffer.alloc(32 * 1024 * 1024));
	const one = block('OSMData', Buffer.alloc(32 * 1024 * 1024), 'zlib');
	expect(zeros.length).toBeLessThan(64 * 1024);
	const header = pbf.subarray(0, 4 + pbf.readUInt32BE(0));
	const bomb = Buffer.concat([pbf.subarray(0, header.length + headBody(pbf)), one, one, one, one]);
	expect(await refusalOf('bomb.pbf', bomb)).toMatchObject({ reason: 'unpacks-too-far' });
});

/** Length of the first block's body. */
function headBody(bytes: Buffer): number {
	const next = bytes.indexOf('OSMData');
	return next - 6 - (4 + bytes.readUInt32BE(0));
}
