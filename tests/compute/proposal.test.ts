import { describe, expect, test } from 'vitest';
import { proposeInWorker, type ProposalReply, type ProposalWorker } from '#compute/proposal';
import { serveProposals, type ProposalPort } from '#compute/serve-proposal';
import { gridGraph } from '#fixtures/division/grid-graph';

const question = { graph: gridGraph({ columns: 8, rows: 8 }), wish: { cells: 4 }, seed: 1, effort: 0.05 };

/** The worker's code at the other end of a line, without a thread of its own. */
function localWorker(): ProposalWorker & { terminated: boolean } {
	const port: ProposalPort = {
		onmessage: null,
		postMessage: (reply: ProposalReply) =>
			worker.onmessage?.({ data: structuredClone(reply) } as MessageEvent<ProposalReply>)
	};
	serveProposals(port);
	const worker: ProposalWorker & { terminated: boolean } = {
		onmessage: null,
		onerror: null,
		terminated: false,
		postMessage: (asked) => setTimeout(() => worker.terminated || port.onmessage?.({ data: structuredClone(asked) })),
		terminate: () => (worker.terminated = true)
	};
	return worker;
}

describe('proposals from a worker', () => {
	test('an answer, and progress on the way', async () => {
		const told: number[] = [];
		const worker = localWorker();
		const call = { signal: new AbortController().signal, onProgress: (share: number) => told.push(share) };
		const { proposals } = await proposeInWorker(question, { ...call, startWorker: () => worker });
		expect(proposals[0]!.cellOf).toHaveLength(64);
		expect(told.length).toBeGreaterThan(0);
		expect(worker.terminated).toBe(true);
	});

	test('a refusal keeps its name', async () => {
		const call = { signal: new AbortController().signal, startWorker: localWorker };
		await expect(proposeInWorker({ ...question, wish: { cells: 65 } }, call)).rejects.toMatchObject({
			refusal: 'more-cells-than-buildings'
		});
	});

	test('an abort ends the worker', async () => {
		const worker = localWorker();
		const abort = new AbortController();
		const asked = proposeInWorker(question, { signal: abort.signal, startWorker: () => worker });
		abort.abort(new Error('no longer wanted'));
		await expect(asked).rejects.toThrow('no longer wanted');
		expect(worker.terminated).toBe(true);
	});
});
