import { afterEach, describe, expect, it } from 'vitest';
import { placesInMetres, TOWN_ORIGIN, way } from '#fixtures/reach/random-streets';
import { openReach, type ReachWorker } from '#compute/reach';
import { ReachEngine } from '#compute/reach-engine';
import { nearestTo, type Reach } from '#compute/reach-question';
import { serveReach, type ReachPort } from '#compute/serve-reach';
import { localPlane } from '#domain/place/coord';
import { encodeNetwork } from '#domain/reach/artefact';
import { buildNetwork } from '#domain/reach/contract';
import { ReachRefusal } from '#domain/reach/refusal';

const town = localPlane(TOWN_ORIGIN);
const pace = { metresPerSecond: 1, stepsFactor: 0.5 };
const places = placesInMetres([
	[-1000, 0],
	[1000, 0]
]);
const bytes = encodeNetwork(buildNetwork([way([0, 1], places)], TOWN_ORIGIN));
const demand = { doors: [...town.toLngLat(100, 0), ...town.toLngLat(800, 0)], households: [3, 4], elders: null };
const question = { position: town.toLngLat(0, 0), minutes: [5, 10], pace };
const centres = [
	{ id: 'west', position: town.toLngLat(-900, 0) },
	{ id: 'east', position: town.toLngLat(900, 0) }
];

const opened: { close(): void }[] = [];
afterEach(() => opened.splice(0).forEach((thing) => thing.close()));

/** The worker's code at the other end of a real message channel, which copies what passes as a worker's does. */
function inChannel(network: Uint8Array = bytes): Reach & { readonly served: () => number } {
	const { port1, port2 } = new MessageChannel();
	let served = 0;
	const far: ReachPort = { onmessage: null, postMessage: (reply) => (served++, port2.postMessage(reply)) };
	port2.onmessage = (event) => far.onmessage?.(event);
	serveReach(far);
	const start = () => Object.assign(port1, { onerror: null, terminate: () => port1.close() }) as unknown as ReachWorker;
	const reach = openReach(network, demand, start);
	opened.push(reach, { close: () => port2.close() });
	return Object.assign(reach, { served: () => served });
}

describe.each([
	['in this thread', () => new ReachEngine(bytes, demand)],
	['through a worker', () => inChannel()]
])('asking %s', (_, open) => {
	it('answers with the question beside the answer', async () => {
		const answer = await open().circles(question);
		expect(answer.question).toEqual(question);
		expect(answer.tiers.map((tier) => tier.householdsInside)).toEqual([3, 3]);
		expect(answer.tiers.map((tier) => tier.eldersInside)).toEqual([null, null]);
		expect(answer.tiers[1]!.polygon.coordinates.length).toBe(1);
	});

	it('tells the nearest centre of each building', async () => {
		const answer = await open().nearest({ centres, pace, maxMinutes: 30 });
		expect(nearestTo(answer, 0)).toEqual({ centreId: 'east', minutes: expect.closeTo(800 / 60, 1) });
		expect(nearestTo(answer, 1)).toEqual({ centreId: 'east', minutes: expect.closeTo(100 / 60, 1) });
		expect(nearestTo(answer, 2)).toBeNull();
	});

	it('refuses by name', async () => {
		const reach = open();
		const far = reach.circles({ ...question, position: [0, 0] });
		await expect(far).rejects.toBeInstanceOf(ReachRefusal);
		await expect(far).rejects.toMatchObject({ refusal: 'far-from-streets' });
		await expect(reach.nearest({ centres, pace, maxMinutes: -1 })).rejects.toMatchObject({ refusal: 'bad-minutes' });
	});

	it('does not answer what was aborted before', async () => {
		await expect(open().circles(question, AbortSignal.abort('gone'))).rejects.toBe('gone');
	});
});

describe('the facade of the worker', () => {
	it('drops the answer to a question that was aborted, and never works on one that was waiting', async () => {
		const reach = inChannel();
		const overtaken = new AbortController();
		const first = reach.circles(question);
		const second = reach.circles(question, overtaken.signal);
		overtaken.abort('overtaken');
		await expect(second).rejects.toBe('overtaken');
		await first;
		await reach.circles(question);
		expect(reach.served()).toBe(2);
	});

	it('answers many questions, each with its own', async () => {
		const reach = inChannel();
		const answers = await Promise.all(
			[1, 2, 3, 4, 5].map((minutes) => reach.circles({ ...question, minutes: [minutes] }))
		);
		expect(answers.map((answer) => answer.tiers[0]!.minutes)).toEqual([1, 2, 3, 4, 5]);
	});

	it('refuses every question about a damaged network', async () => {
		const reach = inChannel(bytes.slice(0, 40));
		await expect(reach.circles(question)).rejects.toMatchObject({ refusal: 'damaged-network' });
		await expect(reach.nearest({ centres, pace, maxMinutes: 5 })).rejects.toMatchObject({ refusal: 'damaged-network' });
	});

	it('rejects what is open when it is closed, and what is asked afterwards', async () => {
		const reach = inChannel();
		const asked = reach.circles(question);
		reach.close();
		await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
		await expect(reach.circles(question)).rejects.toMatchObject({ name: 'AbortError' });
	});

	it('rejects what is open when the worker fails', async () => {
		const worker: ReachWorker = {
			onmessage: null,
			onerror: null,
			postMessage: () => undefined,
			terminate: () => undefined
		};
		const reach = openReach(bytes, demand, () => worker);
		const asked = reach.circles(question);
		worker.onerror!({ message: 'no such script' } as ErrorEvent);
		await expect(asked).rejects.toThrow('no such script');
	});
});
