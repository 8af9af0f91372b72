import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { RestoreRefusal, swapDatabase, unpackBackup } from '#server/restore';

let root = '';
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'gezhi-restore-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

/** One entry of a ustar archive. */
function entry(name: string, body: string | Buffer, type = '0'): Buffer {
	const bytes = Buffer.from(body);
	const header = Buffer.alloc(512);
	header.write(name, 0, 100);
	header.write('0000600\0', 100);
	header.write(bytes.length.toString(8).padStart(11, '0'), 124);
	header.write('        ', 148);
	header.write(type, 156);
	header.write('ustar\0', 257);
	const sum = header.reduce((total, byte) => total + byte, 0);
	header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148);
	return Buffer.concat([header, bytes, Buffer.alloc((512 - (bytes.length % 512)) % 512)]);
}

const END = Buffer.alloc(1_024);
const whole = [
	entry('/', '', '5'),
	entry('/PG_VERSION', '17\n'),
	entry('/base/', '', '5'),
	entry('/base/1', Buffer.alloc(3_000, 7)),
	entry('/global/pg_control', Buffer.alloc(512, 1))
];

async function unpack(bytes: Buffer): Promise<string> {
	const file = join(root, 'backup.tar.gz');
	const target = join(root, 'fresh');
	writeFileSync(file, bytes);
	try {
		await unpackBackup(file, target);
		return 'unpacked';
	} catch (cause) {
		expect(existsSync(target)).toBe(false);
		return cause instanceof RestoreRefusal ? cause.refusal : String(cause);
	}
}

describe('a backup', () => {
	test('that is whole is unpacked byte by byte', async () => {
		expect(await unpack(gzipSync(Buffer.concat([...whole, END])))).toBe('unpacked');
		expect(readFileSync(join(root, 'fresh/base/1')).equals(Buffer.alloc(3_000, 7))).toBe(true);
		expect(readFileSync(join(root, 'fresh/PG_VERSION'), 'utf8')).toBe('17\n');
	});

	test('torn anywhere is refused', async () => {
		const bytes = gzipSync(Buffer.concat([...whole, END]));
		for (let length = 20; length < bytes.length; length += 7) {
			expect([length, await unpack(bytes.subarray(0, length))]).toEqual([length, 'restore-torn']);
		}
	});

	test('with one changed bit is refused', async () => {
		const bytes = gzipSync(Buffer.concat([...whole, END]), { level: 0 });
		for (let at = 30; at < bytes.length; at += 331) {
			const changed = Buffer.from(bytes);
			changed[at]! ^= 4;
			expect(['restore-torn', 'restore-not-a-backup']).toContain(await unpack(changed));
		}
	});

	test('without its end is refused though it unzips', async () => {
		expect(await unpack(gzipSync(Buffer.concat(whole)))).toBe('restore-torn');
	});

	test.each([
		['that holds no database', [entry('/notes.txt', 'hello')]],
		['that climbs out of its place', [entry('../outside', 'x'), ...whole]],
		['that holds a link', [entry('/link', '', '2'), ...whole]]
	])('%s is refused', async (_, entries) => {
		expect(await unpack(gzipSync(Buffer.concat([...entries, END])))).toBe('restore-not-a-backup');
		expect(existsSync(join(root, '..', 'outside'))).toBe(false);
	});

	test('that is something else is refused', async () => {
		expect(await unpack(Buffer.from('PNG or whatever'))).toBe('restore-not-a-backup');
		expect(await unpack(Buffer.alloc(0))).toBe('restore-torn');
	});

	test('that is not there is refused', async () => {
		await expect(unpackBackup(join(root, 'nothing'), join(root, 'fresh'))).rejects.toMatchObject({
			refusal: 'restore-not-found'
		});
	});
});

test('the former database is kept beside the restored one', async () => {
	const current = join(root, 'database');
	const fresh = join(root, 'database.restoring');
	for (const [folder, text] of [
		[current, 'former'],
		[fresh, 'restored']
	] as const) {
		await unpackBackupInto(folder, text);
	}
	const kept = await swapDatabase(fresh, current, new Date('2026-11-20T08:00:00Z'));
	expect(readFileSync(join(current, 'base/1'), 'utf8')).toBe('restored');
	expect(readFileSync(join(kept, 'base/1'), 'utf8')).toBe('former');
	expect(readdirSync(root).sort()).toEqual(['backup.tar.gz', 'database', 'database.before-restore-20261120T080000Z']);
});

async function unpackBackupInto(folder: string, text: string): Promise<void> {
	const file = join(root, 'backup.tar.gz');
	const entries = [whole[1]!, entry('/base/1', text), whole[4]!, END];
	writeFileSync(file, gzipSync(Buffer.concat(entries)));
	await unpackBackup(file, folder);
}
