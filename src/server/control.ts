import { timingSafeEqual } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Backend } from '#server/backend/backend';
import { failureOf } from '#server/backend/failure';
import type { JobName } from '#server/backend/job-table';
import type { DataDirectory } from '#server/data-directory';
import type { Keys } from '#server/keys';
import { restoreRunning } from '#server/restore-running';
import { writeWhole } from '#server/whole-file';

/** The door through which commands of this machine talk to the running server. */
export interface Control {
	close(): Promise<void>;
}

/** What `control.json` says about the door. */
export interface ControlAddress {
	readonly pid: number;
	readonly port: number;
}

/** What commands may ask for; the rest is the server's own business. */
const OPEN_JOBS: readonly JobName[] = ['ingest', 'demo', 'snapshot', 'state', 'setup-token'];
const BODY_LIMIT_BYTES = 512 * 1024 ** 2;

/**
 * Opens the door on a free port of the loopback interface. Whoever comes must know the control secret of keys.json,
 * which only the owner of the directory can read. Answers are lines of JSON: progress, then a result or a failure.
 */
export async function openControl(backend: Backend, directory: DataDirectory, keys: Keys): Promise<Control> {
	const server = createServer((request, response) => {
		answer(request, response, backend, directory, keys).catch((cause: unknown) => {
			line(response, { failure: failureOf(cause) });
			response.end();
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(0, '127.0.0.1', resolve);
	});
	const { port } = server.address() as AddressInfo;
	const address: ControlAddress = { pid: process.pid, port };
	await writeWhole(directory.control, Buffer.from(JSON.stringify(address)));
	return {
		close: async () => {
			await rm(directory.control, { force: true });
			server.closeAllConnections();
			await new Promise<void>((resolve) => server.close(() => resolve()));
		}
	};
}

async function answer(
	request: IncomingMessage,
	response: ServerResponse,
	backend: Backend,
	directory: DataDirectory,
	keys: Keys
): Promise<void> {
	if (!knowsSecret(request, keys)) {
		response.writeHead(401).end();
		return;
	}
	const name = request.headers['x-gezhi-job'];
	const input = await readBody(request);
	const cancel = new AbortController();
	response.on('close', () => cancel.abort());
	response.writeHead(200, { 'content-type': 'application/x-ndjson' }).flushHeaders();
	if (name === 'restore') {
		const { path } = JSON.parse(input.toString('utf8')) as { path: string };
		line(response, { result: await restoreRunning(backend, directory, path, keys) });
	} else {
		const job = OPEN_JOBS.find((open) => open === name);
		if (!job) throw Object.assign(new Error('unknown-job'), { refusal: 'unknown-job' });
		const onProgress = (progress: unknown) => line(response, { progress });
		line(response, { result: await backend.jobFromJson(job, input, { onProgress, signal: cancel.signal }) });
	}
	response.end();
}

function line(response: ServerResponse, value: object): void {
	response.write(`${JSON.stringify(value)}\n`);
}

function knowsSecret(request: IncomingMessage, keys: Keys): boolean {
	const given = Buffer.from(request.headers.authorization?.replace(/^Bearer /, '') ?? '');
	const secret = Buffer.from(keys.controlSecret);
	return given.length === secret.length && timingSafeEqual(given, secret);
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size > BODY_LIMIT_BYTES) throw Object.assign(new Error('too-large'), { refusal: 'too-large' });
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
