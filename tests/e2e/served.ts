import { spawn, type ChildProcess } from 'node:child_process';

/** The built pages, served as by `npm start`. */
export interface Served {
	/** Where it answers, without a slash at the end. */
	readonly address: string;
	/** Everything it has printed so far. */
	log(): string;
	/** Ends it as Ctrl-C does, and waits until it has gone. */
	stop(): Promise<void>;
}

const READY_WITHIN_MS = 180_000;

/**
 * Starts the built product in a directory of its own, on a free port of this machine.
 * Resolves when it has printed its address, which it does when everybody may come. Throws with all that it printed
 * where it ends before.
 */
export async function serve(directory: string, ...args: readonly string[]): Promise<Served> {
	const server = spawn(process.execPath, ['src/server/commands/serve.ts', ...args], {
		env: { ...process.env, PORT: '0', HOST: '127.0.0.1', GEZHI_DATA: directory, DATABASE_URL: '' },
		stdio: ['ignore', 'pipe', 'pipe']
	});
	// whatever becomes of the test, its server does not outlive it
	process.once('exit', () => server.kill('SIGKILL'));
	let printed = '';
	const keep = (text: Buffer) => (printed += text.toString());
	server.stdout.on('data', keep);
	server.stderr.on('data', keep);
	const stop = () => ended(server);
	for (const begun = Date.now(); Date.now() - begun < READY_WITHIN_MS; await sleep(100)) {
		const address = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
		if (address) return { address, log: () => printed, stop };
		if (server.exitCode !== null) throw new Error(`the server stopped: ${printed}`);
	}
	await stop();
	throw new Error(`not ready in time: ${printed}`);
}

async function ended(server: ChildProcess): Promise<void> {
	if (server.exitCode !== null || server.signalCode !== null) return;
	const gone = new Promise((resolve) => server.once('exit', resolve));
	server.kill('SIGTERM');
	await gone;
}

function sleep(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}
