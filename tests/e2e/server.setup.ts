import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openKeys } from '#server/keys';
import { serve } from './served.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Where the server under test answers, without a slash at the end. */
		address: string;
		/** What every browser sends to the database. */
		publishableKey: string;
	}
}

/** Starts the product once on an empty directory, as a newcomer would: it fills itself with the demo town. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const directory = mkdtempSync(join(tmpdir(), 'gezhi-e2e-'));
	const server = await serve(directory);
	project.provide('address', server.address);
	project.provide('publishableKey', (await openKeys(directory)).publishableKey);
	return async () => {
		await server.stop();
		rmSync(directory, { recursive: true, force: true });
	};
}
