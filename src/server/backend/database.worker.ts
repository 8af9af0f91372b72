/**
 * The database thread: opens the database, answers requests and does jobs. The serving thread talks to it by the
 * messages of thread-messages.ts; nothing that takes long happens over there.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { openEngine, type Engine } from '#server/backend/engine';
import { failureOf } from '#server/backend/failure';
import { JOBS } from '#server/backend/jobs';
import { quietConsole } from '#server/backend/quiet-console';
import { answerRequest } from '#server/backend/request-answer';
import type { FromThread, JobMessage, ThreadStart, ToThread } from '#server/backend/thread-messages';

const port = parentPort;
if (!port) throw new Error('database.worker.ts is a worker thread');

const start = workerData as ThreadStart;
const watch = new Int32Array(start.watch);
const cancels = new Map<number, AbortController>();

quietConsole();
const engine = openEngine(start, (step) => say({ kind: 'opening', ...step }));
engine.then(
	(open) => say({ kind: 'ready', created: open.created }),
	(cause: unknown) => say({ kind: 'failed', message: failureOf(cause).message })
);

port.on('message', (message: ToThread) => {
	void hear(message);
});

async function hear(message: ToThread): Promise<void> {
	switch (message.kind) {
		case 'request': {
			const answer = await answerRequest(await engine, message, watch);
			return say(answer, answer.kind === 'response' && answer.body ? [answer.body.buffer as ArrayBuffer] : []);
		}
		case 'job':
			return say(await doJob(await engine, message));
		case 'cancel':
			return cancels.get(message.id)?.abort();
		case 'listen':
			return listen(await engine, message.channel);
		case 'close':
			return close(await engine);
	}
}

async function doJob(open: Engine, { id, name, input, inputIsJson }: JobMessage): Promise<FromThread> {
	const cancel = new AbortController();
	cancels.set(id, cancel);
	try {
		const job = JOBS[name as keyof typeof JOBS] as ((input: unknown, context: object) => Promise<unknown>) | undefined;
		if (!job) throw Object.assign(new Error('unknown-job'), { refusal: 'unknown-job' });
		const progress = (step: unknown) => say({ kind: 'progress', id, progress: step });
		const value: unknown = inputIsJson ? JSON.parse(Buffer.from(input as Uint8Array).toString('utf8')) : input;
		const result = await job(value, { engine: open, start, progress, signal: cancel.signal });
		return { kind: 'result', id, result };
	} catch (cause) {
		return { kind: 'refused', id, failure: failureOf(cause) };
	} finally {
		cancels.delete(id);
	}
}

async function listen(open: Engine, channel: string): Promise<void> {
	await open.sql.listen(channel, (payload) => say({ kind: 'notified', channel, payload }));
}

async function close(open: Engine): Promise<void> {
	for (const cancel of cancels.values()) cancel.abort();
	await open.close();
	say({ kind: 'closed' });
	port?.close();
}

function say(message: FromThread, transfer: ArrayBuffer[] = []): void {
	port?.postMessage(message, transfer);
}
