import { afterEach, describe, expect, it, vi } from 'vitest';
import { DivisionDesk, type DeskWorker, type DeskWorkers } from '#compute/division-desk';
import type { ProposalWorker } from '#compute/proposal';
import { serveDesk, type DeskPort } from '#compute/serve-division-desk';
import { serveProposals, type ProposalPort } from '#compute/serve-proposal';
import { Desk } from '#domain/division/desk/desk';
import { DeskRefusal } from '#domain/division/desk/refusal';
import { opposite, type PlanChanges } from '#domain/division/plan';
import { encodeNetwork } from '#domain/reach/artefact';
import { buildNetwork } from '#domain/reach/contract';
import { deskTown, LOT_M, rectangle, TOWN_PLANE } from '#fixtures/division/desk-town';
import { way } from '#fixtures/reach/random-streets';

const town = deskTown({ seed: 31, side: 6, block: 3 });
const forever = new AbortController().signal;
const [unit] = town.draft.units.ordinal;
const step: PlanChanges = {
	moves: [{ units: [unit!], from: 'cell-0', to: 'cell-3' }],
	created: [],
	removed: [],
	changed: []
};

const opened: { close(): void }[] = [];
afterEach(() => opened.splice(0).forEach((thing) => thing.close()));

/** A worker's code at the other end of a real message channel, which copies what passes as a worker's does. */
function channel<Worker, Port extends { onmessage: unknown; postMessage(reply: never): void }>(
	serve: (port: Port) => void
) {
	const { port1, port2 } = new MessageChannel();
	const far = { onmessage: null, postMessage: (reply: unknown) => port2.postMessage(reply) } as unknown as Port;
	port2.onmessage = (event) => (far.onmessage as ((event: MessageEvent) => void) | null)?.(event);
	serve(far);
	const terminate = vi.fn(() => port1.close());
	opened.push({ close: () => port2.close() });
	return Object.assign(port1, { onerror: null, terminate }) as unknown as Worker & { terminate: typeof terminate };
}

function workers(): DeskWorkers & { readonly started: DeskWorker[] } {
	const started: DeskWorker[] = [];
	return {
		started,
		desk: () => {
			const worker = channel<DeskWorker, DeskPort>(serveDesk);
			started.push(worker);
			return worker;
		},
		proposal: () => channel<ProposalWorker, ProposalPort>((port) => serveProposals(port))
	};
}

async function open() {
	const all = await DivisionDesk.open(town.bytes, town.draft, forever, workers());
	opened.push(all.desk);
	return all;
}

describe('the desk behind a worker', () => {
	it('says the same as the desk itself, step by step', async () => {
		const { desk, news, gaps } = await open();
		const plain = Desk.open(town.bytes, town.draft);
		expect(news).toEqual(plain.whole());
		expect(gaps).toEqual(plain.gaps);
		expect(await desk.apply(step)).toEqual(plain.apply(step));
		expect(await desk.apply(opposite(step))).toEqual(plain.apply(opposite(step)));
		const at = TOWN_PLANE.toLngLat(20, 20);
		const area = { type: 'Polygon' as const, coordinates: [rectangle(0, 0, 3 * LOT_M, 3 * LOT_M)] };
		expect(await desk.unitAt(at)).toBe(plain.unitAt(at));
		expect(await desk.unitsIn(area)).toEqual(plain.unitsIn(area));
		expect(await desk.unitsAlong([at, [...at]], 20)).toEqual(plain.unitsAlong([at], 20));
		expect(await desk.ground([unit!])).toEqual(plain.ground([unit!]));
	});

	it('answers steps in the order in which they were done', async () => {
		const { desk } = await open();
		const [first, second] = await Promise.all([desk.apply(step), desk.apply(opposite(step))]);
		const unitsOf = (news: typeof first) => news.meters.find(({ cell }) => cell === 'cell-3')!.units;
		expect(unitsOf(first)).toBe(unitsOf(second) + 1);
	});

	it('refuses by name, and goes on', async () => {
		const { desk } = await open();
		const wrong = desk.apply(opposite(step));
		await expect(wrong).rejects.toBeInstanceOf(DeskRefusal);
		await expect(wrong).rejects.toMatchObject({ refusal: 'units-moved' });
		await expect(desk.setNetwork(new Uint8Array([1]))).rejects.toMatchObject({ refusal: 'damaged-network' });
		await expect(desk.diameter('nowhere', forever)).rejects.toMatchObject({ refusal: 'not-a-cell' });
		expect((await desk.apply(step)).meters.length).toBeGreaterThan(0);
	});

	it('ends its worker where opening fails or is aborted', async () => {
		const broken = workers();
		const opening = DivisionDesk.open(new Uint8Array([1]), town.draft, forever, broken);
		await expect(opening).rejects.toMatchObject({ refusal: 'damaged-parcels' });
		expect(broken.started[0]!.terminate).toHaveBeenCalled();
		const left = workers();
		const leaving = new AbortController();
		const late = DivisionDesk.open(town.bytes, town.draft, leaving.signal, left);
		leaving.abort('left');
		await expect(late).rejects.toBe('left');
		expect(left.started[0]!.terminate).toHaveBeenCalled();
	});

	it('rejects what is asked when it is closed and after', async () => {
		const { desk } = await open();
		const asked = desk.apply(step);
		desk.close();
		await expect(asked).rejects.toThrow();
		await expect(desk.unitAt([0, 0])).rejects.toThrow();
	});
});

describe('walks behind a worker', () => {
	const side = 6 * LOT_M;
	const ends = [0, 1, 2, 3, 4, 5].flatMap((row) => [
		TOWN_PLANE.toLngLat(0, row * LOT_M),
		TOWN_PLANE.toLngLat(side, row * LOT_M)
	]);
	const streets = new Map(ends.entries());
	const rows = [0, 1, 2, 3, 4, 5].map((row) => way([2 * row, 2 * row + 1], streets));
	const sides = [0, 1, 2, 3, 4].map((row) => way([2 * row, 2 * row + 2], streets));
	const network = encodeNetwork(buildNetwork([...rows, ...sides]));

	it('are told once there is a network, and not at all when they are cancelled', async () => {
		const { desk } = await open();
		expect(await desk.diameter('cell-0', forever)).toBeNull();
		await desk.setNetwork(network);
		const gone = new AbortController();
		const cancelled = desk.diameter('cell-0', gone.signal);
		gone.abort('painted on');
		await expect(cancelled).rejects.toBe('painted on');
		const [cell, area] = await Promise.all([desk.diameter('cell-0', forever), desk.diameter('area-0', forever)]);
		expect(cell!.metres).toBeGreaterThan(2 * LOT_M);
		expect(area!.metres).toBeGreaterThan(cell!.metres);
	});

	it('do not keep a step waiting', async () => {
		const { desk } = await open();
		await desk.setNetwork(network);
		const order: string[] = [];
		const walk = desk.diameter('area-0', forever).then(() => order.push('walk'));
		const painted = desk.apply(step).then(() => order.push('step'));
		await Promise.all([walk, painted]);
		expect(order).toEqual(['step', 'walk']);
	});
});

describe('proposals from the desk', () => {
	const wish = { area: null, k: 2, seed: 1, respect: { streets: true, compounds: true } };

	it('are made in a worker of their own and name the units of the district', async () => {
		const { desk } = await open();
		const shares: number[] = [];
		const proposals = await desk.propose(wish, (share) => shares.push(share), forever);
		expect(proposals.length).toBeGreaterThan(0);
		for (const { groups } of proposals) {
			expect(groups.flat().sort((a, b) => a - b)).toEqual(town.draft.units.ordinal);
		}
		expect(shares).toEqual(shares.toSorted((a, b) => a - b));
	});

	it('are refused by name, and end when they are aborted or the desk is closed', async () => {
		const { desk } = await open();
		const none = () => undefined;
		await expect(desk.propose({ ...wish, k: 0 }, none, forever)).rejects.toMatchObject({ refusal: 'bad-cell-count' });
		await expect(desk.propose({ ...wish, area: 'x' }, none, forever)).rejects.toMatchObject({ refusal: 'not-a-cell' });
		await expect(desk.propose(wish, none, AbortSignal.abort('no'))).rejects.toBe('no');
		const asked = desk.propose(wish, none, forever);
		desk.close();
		await expect(asked).rejects.toThrow();
	});
});
