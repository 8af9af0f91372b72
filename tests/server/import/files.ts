import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';

const FIXTURES = resolve('tests/fixtures/osm');

/** Bytes of a file written for these tests. */
export function fixture(name: string): Buffer {
	return readFileSync(join(FIXTURES, name));
}

/** A directory that goes when the file's tests are over; answers with the path of what is written into it. */
export function scratch(): (name: string, content: string | Uint8Array) => string {
	const directory = mkdtempSync(join(tmpdir(), 'gezhi-import-'));
	afterAll(() => rmSync(directory, { recursive: true, force: true }));
	return (name, content) => {
		const path = join(directory, name);
		writeFileSync(path, content);
		return path;
	};
}
