import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { livingHolder, LockHeld, takeLock, type Holder } from '#server/lock';

let directory = '';
const children: ChildProcess[] = [];

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'gezhi-lock-'));
});
afterEach(() => {
	for (const child of children.splice(0)) child.kill('SIGKILL');
	rmSync(directory, { recursive: true, force: true });
});

const path = () => join(directory, 'lock');
const stored = () => JSON.parse(readFileSync(path(), 'utf8')) as Holder;

/** A lock as another process would have left it, with what differs from one that this process would write. */
function leave(change: Partial<Holder>): void {
	const lock = takeLock(directory);
	const holder = { ...stored(), token: 'left', ...change };
	lock.release();
	writeFileSync(path(), JSON.stringify(holder));
}

describe('one owner of the data directory', () => {
	test('the lock names its holder and goes when released', () => {
		const lock = takeLock(directory);
		expect(livingHolder(directory)).toMatchObject({ pid: process.pid, host: hostname() });
		lock.release();
		expect(readdirSync(directory)).toEqual([]);
	});

	test('the second is refused and told who holds it', () => {
		const lock = takeLock(directory);
		const refusal = (() => {
			try {
				takeLock(directory);
			} catch (cause) {
				return cause;
			}
		})();
		expect(refusal).toBeInstanceOf(LockHeld);
		expect((refusal as LockHeld).holder).toMatchObject({ pid: process.pid, token: lock.holder.token });
		lock.release();
	});

	test('a lock of a dead process is broken', () => {
		leave({ pid: 2 ** 22 - 3 });
		expect(livingHolder(directory)).toBeNull();
		const lock = takeLock(directory);
		expect(stored().pid).toBe(process.pid);
		lock.release();
	});

	test.runIf(process.platform === 'linux')('a number that another process has got since does not keep it', () => {
		leave({ pid: process.pid, processStart: '1' });
		takeLock(directory).release();
	});

	test('another machine counts as alive until it was silent for two minutes', () => {
		leave({ host: 'elsewhere' });
		expect(() => takeLock(directory)).toThrow(LockHeld);
		const longAgo = new Date(Date.now() - 121_000);
		utimesSync(path(), longAgo, longAgo);
		takeLock(directory).release();
	});

	test('a number in another container is not asked of this one', () => {
		leave({ pid: 2 ** 22 - 3, pidSpace: 'pid:[1]' });
		expect(() => takeLock(directory)).toThrow(LockHeld);
	});

	test('a file that names nobody is replaced', () => {
		writeFileSync(path(), 'torn');
		takeLock(directory).release();
	});

	test('whoever succeeded a stale lock keeps it, however late a racer comes', () => {
		leave({ pid: 2 ** 22 - 3 });
		const lock = takeLock(directory);
		expect(() => takeLock(directory)).toThrow(LockHeld);
		expect(stored().token).toBe(lock.holder.token);
		lock.release();
	});

	test.each([
		['nothing is there', null],
		['a dead process left its lock', { pid: 2 ** 22 - 3 }],
		['a torn file is there', 'torn']
	])('of twenty processes exactly one wins where %s', async (_, left) => {
		if (left === 'torn') writeFileSync(path(), 'torn');
		else if (left) leave(left as Partial<Holder>);
		const outcomes = await race(20);
		expect(outcomes.filter((outcome) => outcome === 'won')).toHaveLength(1);
		expect(outcomes.filter((outcome) => outcome === 'LockHeld')).toHaveLength(19);
	});
});

function race(count: number): Promise<string[]> {
	const moment = String(Date.now() + 3_000);
	const racer = join(import.meta.dirname, 'racer.ts');
	return Promise.all(
		Array.from({ length: count }, () => {
			const child = fork(racer, [directory, moment], { execArgv: [] });
			children.push(child);
			return new Promise<string>((resolve) => {
				child.once('message', (message) => resolve(String(message)));
				child.once('exit', () => resolve('died'));
			});
		})
	);
}
