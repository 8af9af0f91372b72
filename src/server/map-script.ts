import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { MAP_ENTRY } from '#server/bundle/map-entry';

let known: string | null | undefined;

/** Path of the map's code among the built files, to be fetched before the page wakes up; null in development. */
export function mapScript(): string | null {
	if (known === undefined) known = read();
	return known;
}

function read(): string | null {
	try {
		const { script } = JSON.parse(readFileSync(resolve('build/client', MAP_ENTRY), 'utf8')) as { script: string };
		return `/${script}`;
	} catch {
		return null;
	}
}
