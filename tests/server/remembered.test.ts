import { expect, test, vi } from 'vitest';
import { Remembered } from '#server/remembered';

const patience = { freshMs: 10, patienceMs: 20, firstPatienceMs: 60 };
const never = () => new Promise<string>(() => undefined);

test('a slow answer is not waited for when an older one is at hand', async () => {
	const clock = { ms: 0 };
	const remembered = new Remembered<string>({ ...patience, now: () => clock.ms });
	expect(await remembered.read(async () => 'first')).toBe('first');
	clock.ms = 5;
	expect(await remembered.read(async () => 'not asked')).toBe('first');
	clock.ms = 50;
	expect(await remembered.read(never)).toBe('first');
});

test('an older answer is replaced as soon as a new one comes', async () => {
	const clock = { ms: 0 };
	const remembered = new Remembered<string>({ ...patience, now: () => clock.ms });
	await remembered.read(async () => 'first');
	clock.ms = 50;
	expect(await remembered.read(async () => 'second')).toBe('second');
});

test('many readers ask once', async () => {
	const remembered = new Remembered<string>(patience);
	const ask = vi.fn(async () => 'answer');
	await Promise.all([remembered.read(ask), remembered.read(ask), remembered.read(ask)]);
	expect(ask).toHaveBeenCalledTimes(1);
});

test('without any answer patience ends in null, and so does a failure', async () => {
	expect(await new Remembered<string>(patience).read(never)).toBeNull();
	expect(await new Remembered<string>(patience).read(() => Promise.reject(new Error('no')))).toBeNull();
});

test('what was on its way before a change does not count', async () => {
	const remembered = new Remembered<string>({ ...patience, freshMs: 1_000 });
	let arrive: (answer: string) => void = () => undefined;
	const early = remembered.read(() => new Promise<string>((resolve) => (arrive = resolve)));
	remembered.forget();
	arrive('before the change');
	await early;
	expect(await remembered.read(async () => 'after')).toBe('after');
});
