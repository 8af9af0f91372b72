import { expect, test } from 'vitest';
import { sources } from './sources.ts';

const MOST_LINES = 400;
const P95_LINES = 250;

// texts and generated files apart
const counted = sources('src', ['.ts', '.svelte', '.mjs', '.css'])
	.filter(({ path }) => !path.startsWith('src/ui/text/') && !/\.(words|generated)\.ts$/.test(path))
	.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));

test('no file is longer than 400 lines', () => {
	expect(counted.filter(({ lines }) => lines > MOST_LINES)).toEqual([]);
});

test('19 of 20 files have at most 250 lines', () => {
	const lengths = counted.map(({ lines }) => lines).sort((a, b) => a - b);
	expect(lengths[Math.floor(lengths.length * 0.95)]).toBeLessThanOrEqual(P95_LINES);
});
