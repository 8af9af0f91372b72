import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A file of the project: its path from the root with slashes, and its text. */
export interface Source {
	readonly path: string;
	readonly text: string;
}

/** Every file below a folder whose name ends in one of `extensions`, in order. */
export function sources(folder: string, extensions: readonly string[]): Source[] {
	return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile() && extensions.some((extension) => entry.name.endsWith(extension)))
		.map((entry) => join(entry.parentPath, entry.name))
		.map((file) => ({ path: relative(ROOT, file).split(sep).join('/'), text: readFileSync(file, 'utf8') }))
		.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** Line of a position in a text, from 1. */
export function lineAt(text: string, position: number): number {
	return text.slice(0, position).split('\n').length;
}
