import { readFile } from 'node:fs/promises';
import { JobFailed } from '#server/backend/failure';
import type { JobOptions } from '#server/backend/backend';
import type { JobInput, JobName, JobProgress, JobResult } from '#server/backend/job-table';
import type { Failure } from '#server/backend/thread-messages';
import type { Config } from '#server/config';
import { readConfig } from '#server/config';
import type { ControlAddress } from '#server/control';
import { dataDirectory, type DataDirectory } from '#server/data-directory';
import { boot, type BootEvents } from '#server/installation';
import { openKeys } from '#server/keys';
import { livingHolder } from '#server/lock';

export interface RunJobOptions extends JobOptions {
	/** The environment's settings when left out. */
	readonly config?: Config;
	readonly events?: BootEvents;
}

/**
 * Does a job from a command: through the running server where one has the data directory, else by opening the
 * directory (or the database server) for this one job. Throws `JobFailed` with the job's named refusal in
 * `failure.code`, `ConfigRefusal` for unusable settings and `LockHeld` where another command has the directory.
 */
export async function runJob<Name extends JobName>(
	name: Name,
	input: JobInput<Name>,
	{ config = readConfig(), events, ...options }: RunJobOptions = {}
): Promise<JobResult<Name>> {
	if (config.mode === 'embedded' && livingHolder(config.dataDir)) {
		const asked = await askRunning(dataDirectory(config.dataDir), name, input, options);
		if (asked) return asked.result as JobResult<Name>;
	}
	const installation = await boot({ config, quiet: true, ...(events ? { events } : {}) });
	try {
		if (!installation.backend) throw new JobFailed(refused('database-url-missing'));
		return await installation.backend.job(name, input, options);
	} finally {
		await installation.close();
	}
}

/**
 * Asks the server that has the directory; null where its door cannot be found (another command, or a server that
 * is still starting). `name` may be a job of the database thread or `restore`.
 */
export async function askRunning(
	directory: DataDirectory,
	name: string,
	input: unknown,
	{ onProgress, signal }: JobOptions = {}
): Promise<{ result: unknown } | null> {
	const address = await readAddress(directory);
	if (!address) return null;
	const { controlSecret } = await openKeys(directory.root);
	const response = await fetch(`http://127.0.0.1:${address.port}/`, {
		method: 'POST',
		headers: { authorization: `Bearer ${controlSecret}`, 'x-gezhi-job': name },
		body: JSON.stringify(input),
		...(signal ? { signal } : {})
	});
	if (!response.ok || !response.body) throw new JobFailed(refused('server-did-not-answer'));
	for await (const line of lines(response.body)) {
		const said = JSON.parse(line) as { progress?: JobProgress; result?: unknown; failure?: Failure };
		if (said.failure) throw new JobFailed(said.failure);
		if (said.progress) onProgress?.(said.progress);
		else return { result: said.result };
	}
	throw new JobFailed(refused('server-did-not-answer'));
}

async function readAddress(directory: DataDirectory): Promise<ControlAddress | null> {
	try {
		const address = JSON.parse(await readFile(directory.control, 'utf8')) as ControlAddress;
		// the file of a server that was killed names a port that may be a stranger's by now
		return address.pid === livingHolder(directory.root)?.pid ? address : null;
	} catch {
		return null;
	}
}

async function* lines(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
	const decoder = new TextDecoder();
	let rest = '';
	for await (const chunk of body) {
		const parts = (rest + decoder.decode(chunk, { stream: true })).split('\n');
		rest = parts.pop() ?? '';
		yield* parts.filter((part) => part !== '');
	}
	if (rest) yield rest;
}

function refused(code: string): Failure {
	return { name: 'Refused', message: code, code, detail: null };
}
