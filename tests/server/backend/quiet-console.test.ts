import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedDatabase, type EmbeddedDatabase } from '#fixtures/embedded-database';
import { describeError } from '#server/backend/quiet-console';

describe('what a log says of an error', () => {
	test('its kind and where it was, not whose', () => {
		const error = Object.assign(new Error('duplicate key value (phone)=(13800000000)'), {
			code: '23505',
			detail: 'Key (phone)=(13800000000) already exists.',
			table: 'members',
			constraint: 'members_phone_key'
		});
		expect(describeError(error)).toBe('Error 23505 members members_phone_key');
	});
	test('the word of a refusal', () => {
		expect(describeError(Object.assign(new Error('stale-version'), { code: 'P0001' }))).toBe(
			'Error P0001 stale-version'
		);
	});
	test('nothing of what is no error', () => {
		expect(describeError('张三 lives here')).toBe('Error');
		expect(describeError(null)).toBe('Error');
	});
});

describe('the database thread', () => {
	let database: EmbeddedDatabase;
	beforeAll(async () => {
		database = await embeddedDatabase();
	}, 120_000);
	afterAll(() => database.remove());

	test('writes nothing personal to the logs, whatever goes wrong', { timeout: 120_000 }, () => {
		const secret = '张三丰13800000000';
		const script = join(import.meta.dirname, 'clumsy.ts');
		const run = spawnSync(process.execPath, [script, database.root, join(database.root, 'migrations'), secret], {
			encoding: 'utf8'
		});
		const said = run.stdout + run.stderr;
		expect(run.stdout.trim().split(' ')).toHaveLength(9);
		expect(said).toContain('[database] error 42P01');
		for (const word of [secret, '13800000000', '张三丰', 'someone@demo.example']) expect(said).not.toContain(word);
	});
});
