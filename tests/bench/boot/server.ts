import { execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';

export interface RunningServer {
	readonly address: string;
	/** Milliseconds from starting the process until it answers `/readyz`. */
	readonly readyMs: number;
	/** Resident memory of the process now, in megabytes (0 where /proc is missing). */
	rssMb(): number;
	stop(): Promise<void>;
}

/** Puts a demo of this scale, and nothing else, into an empty directory. Throws where the command fails. */
export function fillWithDemo(directory: string, scale: string): void {
	execFileSync(process.execPath, ['src/server/commands/demo.ts', '--scale', scale, '--seed', '20261120'], {
		env: { ...process.env, GEZHI_DATA: join(directory, 'data'), DATABASE_URL: '' },
		stdio: ['ignore', 'ignore', 'inherit']
	});
}

/** Starts the built product on a directory of its own and waits until it is ready. Throws when it stops or takes five minutes. */
export async function startServer(directory: string, databaseUrl = ''): Promise<RunningServer> {
	const port = await freePort();
	const begun = performance.now();
	const server = spawn(process.execPath, ['src/server/commands/serve.ts'], {
		env: {
			...process.env,
			PORT: String(port),
			HOST: '127.0.0.1',
			GEZHI_DATA: join(directory, 'data'),
			DATABASE_URL: databaseUrl
		},
		stdio: ['ignore', 'ignore', 'inherit']
	});
	const address = `http://127.0.0.1:${port}`;
	while (!(await fetch(`${address}/readyz`).catch(() => null))?.ok) {
		if (server.exitCode !== null) throw new Error(`the server stopped with ${server.exitCode}`);
		if (performance.now() - begun > 300_000) throw new Error('not ready after five minutes');
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	return {
		address,
		readyMs: performance.now() - begun,
		rssMb: () => residentMb(server.pid),
		stop: () =>
			new Promise((resolve) => {
				server.once('exit', () => resolve());
				server.kill('SIGTERM');
			})
	};
}

function residentMb(pid: number | undefined): number {
	try {
		const status = readFileSync(`/proc/${pid}/status`, 'utf8');
		return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024);
	} catch {
		return 0;
	}
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
