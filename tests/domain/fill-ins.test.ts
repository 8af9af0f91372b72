import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('what is filled in answers as the engine does', () => {
	// in a process of its own, where taking things away disturbs nobody
	const script = `
		delete Array.prototype.at; delete Array.prototype.findLast; delete Array.prototype.toSorted;
		delete Array.prototype.toReversed; delete String.prototype.at; delete Object.hasOwn; delete Promise.withResolvers;
		const typed = Object.getPrototypeOf(Uint8Array.prototype);
		delete typed.at; delete typed.toSorted; delete typed.toReversed; delete AbortSignal.prototype.throwIfAborted;
		await import('./src/domain/fill-ins.ts');
		const list = [10, 9, 1];
		const { promise, resolve } = Promise.withResolvers();
		resolve(7);
		let thrown = '';
		try { AbortSignal.abort(new Error('gone')).throwIfAborted() } catch (error) { thrown = error.message }
		console.log(JSON.stringify([
			list.at(-1), list.at(0), list.at(9) ?? null, list.at(NaN), 'abc'.at(-1), list.findLast((n) => n > 1),
			list.toSorted(), list.toSorted((a, b) => a - b), list.toReversed(), list,
			[...Float64Array.of(10, 9, 1).toSorted()], [...Uint8Array.of(1, 2).toReversed()], Uint8Array.of(1, 2).at(-1),
			Object.hasOwn({ a: 1 }, 'a'), Object.hasOwn({}, 'toString'), await promise, thrown, Object.keys([]).length
		]));`;
	const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
	expect(JSON.parse(printed)).toEqual([
		1,
		10,
		null,
		10,
		'c',
		9,
		[1, 10, 9],
		[1, 9, 10],
		[1, 9, 10],
		[10, 9, 1],
		[1, 9, 10],
		[2, 1],
		2,
		true,
		false,
		7,
		'gone',
		0
	]);
});
