import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
	interface ProvidedContext {
		/** Where the server under test answers, without a slash at the end. */
		address: string;
		/** What the server printed so far is appended to this file. */
		serverLog: string;
	}
}

/** Starts the built product once, as a user would, on an empty directory: it fills itself with the demo town. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	const directory = mkdtempSync(join(tmpdir(), 'gezhi-e2e-'));
	const port = await freePort();
	const serverLog = join(directory, 'server.log');
	const server = spawn(process.execPath, ['src/server/commands/serve.ts'], {
		env: {
			...process.env,
			PORT: String(port),
			HOST: '127.0.0.1',
			GEZHI_DATA: join(directory, 'data'),
			DATABASE_URL: ''
		},
		stdio: ['ignore', 'pipe', 'pipe']
	});
	const { appendFileSync } = await import('node:fs');
	server.stdout.on('data', (text) => appendFileSync(serverLog, text));
	server.stderr.on('data', (text) => appendFileSync(serverLog, text));
	const address = `http://127.0.0.1:${port}`;
	await untilReady(`${address}/readyz`, server, serverLog);
	project.provide('address', address);
	project.provide('serverLog', serverLog);
	return async () => {
		server.kill('SIGTERM');
		await new Promise((resolve) => (server.exitCode === null ? server.once('exit', resolve) : resolve(null)));
		rmSync(directory, { recursive: true, force: true });
	};
}

async function untilReady(url: string, server: ChildProcess, log: string): Promise<void> {
	const { readFileSync } = await import('node:fs');
	for (const begun = Date.now(); Date.now() - begun < 180_000;) {
		if (server.exitCode !== null) throw new Error(`the server stopped: ${readFileSync(log, 'utf8')}`);
		const answer = await fetch(url).catch(() => null);
		if (answer?.ok) return;
		await new Promise((resolve) => setTimeout(resolve, 300));
	}
	throw new Error(`not ready after three minutes: ${readFileSync(log, 'utf8')}`);
}

function freePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const probe = createServer();
		probe.once('error', reject);
		probe.listen(0, '127.0.0.1', () => {
			const { port } = probe.address() as { port: number };
			probe.close(() => resolve(port));
		});
	});
}
