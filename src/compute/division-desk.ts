import type { MultiPolygon, Polygon } from 'geojson';
import type { DeskAsk, DeskCall, DeskQuestions, DeskReply } from '#compute/division-desk-messages';
import { proposeInWorker, type ProposalWorker } from '#compute/proposal';
import type { DeskGaps, DeskNews, DeskProposal, DeskWish, SketchedCell } from '#domain/division/desk/news';
import { proposalsIn } from '#domain/division/desk/proposals';
import { DeskRefusal, type DeskRefusalWord } from '#domain/division/desk/refusal';
import type { PlanChanges, PlanDraft } from '#domain/division/plan';
import type { LngLat } from '#domain/place/coord';

export type {
	CellMeter,
	DeskGaps,
	DeskNews,
	DeskProposal,
	DeskWish,
	DrawnCell,
	SketchedCell
} from '#domain/division/desk/news';

/** A worker as far as it is needed here; in tests, another thing with two ends. */
export interface DeskWorker {
	onmessage: ((event: MessageEvent<DeskReply>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
	postMessage(call: DeskCall): void;
	terminate(): void;
}

/** How the workers are started; tests put their own in the place. */
export interface DeskWorkers {
	desk(): DeskWorker;
	readonly proposal?: (() => ProposalWorker) | undefined;
}

export interface OpenDesk {
	readonly desk: DivisionDesk;
	/** Every cell and every meter of the draft. */
	readonly news: DeskNews;
	/** Units that only the draft or only the parcels have: to be told to the person who paints. */
	readonly gaps: DeskGaps;
}

interface Asked {
	resolve(answer: DeskQuestions[keyof DeskQuestions]['answer']): void;
	reject(reason: unknown): void;
}

const LASTING = new AbortController().signal;

/**
 * A community on the desk to be divided: its parcels and a draft in a worker, which answers every change with what is
 * different now. All units are `units.ordinal` of the district. What cannot be done is rejected with a DeskRefusal
 * (its `refusal` is a word of ui/text errors) and changes nothing; what is asked after `close` is rejected as aborted.
 */
export class DivisionDesk {
	readonly #worker: DeskWorker;
	readonly #startProposals: (() => ProposalWorker) | undefined;
	readonly #asked = new Map<number, Asked>();
	readonly #closed = new AbortController();
	#lastId = 0;

	private constructor(workers: DeskWorkers) {
		this.#worker = workers.desk();
		this.#startProposals = workers.proposal;
		this.#worker.onmessage = ({ data }) => this.#settle(data);
		this.#worker.onerror = (event) => this.#rejectAll(new Error(event.message || 'division desk worker failed'));
	}

	/**
	 * Opens a draft over the `parcels` artefact of its district. Refuses 'damaged-parcels', and 'foreign-unit' or
	 * 'cell-unfit' for a draft that contradicts itself. Units without ground are not refused but listed in `gaps`.
	 */
	static async open(
		parcels: Uint8Array,
		draft: PlanDraft,
		signal: AbortSignal,
		workers: DeskWorkers = WORKERS
	): Promise<OpenDesk> {
		signal.throwIfAborted();
		const desk = new DivisionDesk(workers);
		try {
			return { desk, ...(await desk.#ask('open', { parcels, draft }, signal)) };
		} catch (error) {
			desk.close();
			throw error;
		}
	}

	/**
	 * Does one's own step before it is confirmed, its `opposite` when it was refused, and the steps of others. The order
	 * is that of the database (created, changed, moves, removed) and so are the refusals: 'units-moved' where a unit is
	 * not in the cell that the step found it in, 'foreign-unit', 'not-a-cell', 'cell-exists', 'cell-gone',
	 * 'cell-in-use', 'cell-unfit'. A step of somebody else that meets one's own unconfirmed one is refused like that
	 * too: take one's own back first. Locks are kept by the database, not here.
	 */
	apply(changes: PlanChanges): Promise<DeskNews> {
		return this.#ask('apply', changes);
	}

	/** The unit on whose ground a point lies, null where there is none. */
	unitAt(at: LngLat): Promise<number | null> {
		return this.#ask('unitAt', at);
	}

	/**
	 * Units in a lasso or rectangle: those whose ground has its centre in it, and buildings of one unit whose door is in
	 * it. A self-crossing area counts by the even-odd rule; an empty one has none; 'bad-area' for what is no polygon.
	 */
	unitsIn(area: Polygon): Promise<number[]> {
		return this.#ask('unitsIn', area);
	}

	/**
	 * Units under a stroke: whose ground it crosses, or whose centre (or door, where the building has one unit) is within
	 * `metres` of it. A stroke may be a single point.
	 */
	unitsAlong(line: LngLat[], metres: number): Promise<number[]> {
		return this.#ask('unitsAlong', { line, metres });
	}

	/** The common ground of some units, to light them up. Refuses 'foreign-unit'. */
	ground(units: number[]): Promise<MultiPolygon> {
		return this.#ask('ground', units);
	}

	/** Groups of units as if they were cells, for a proposal to be looked at. Refuses 'foreign-unit'. */
	sketch(groups: readonly (readonly number[])[]): Promise<SketchedCell[]> {
		return this.#ask('sketch', groups);
	}

	/** Units that have a border in common with any of these, without these. Refuses 'foreign-unit'. */
	neighbours(units: number[]): Promise<number[]> {
		return this.#ask('neighbours', units);
	}

	/**
	 * The walking diameter of a cell of either level: the longest of the shortest ways along streets from door to door,
	 * found by a double sweep. It is a LOWER BOUND: no two doors are nearer than told, some two may be farther apart;
	 * doors that no street joins to the others are left out. Null without a network or with fewer than two doors.
	 */
	diameter(cell: string, signal: AbortSignal = LASTING): Promise<{ metres: number } | null> {
		return this.#ask('diameter', cell, signal);
	}

	/** The walking network (artefact), for `diameter` and for borders along streets. Refuses 'damaged-network'. */
	async setNetwork(bytes: Uint8Array): Promise<void> {
		await this.#ask('setNetwork', bytes);
	}

	/**
	 * Alternatives for dividing a living area or the community, in a worker of their own: the desk answers meanwhile, and
	 * an abort ends the work at once. Rejects with a ProposalRefusal ('no-cells-left', 'bad-range' …) or a DeskRefusal
	 * ('not-a-cell' for an area that is none); `diameterMetres` is a lower bound.
	 */
	async propose(
		wish: DeskWish,
		onProgress: (share: number) => void,
		signal: AbortSignal = LASTING
	): Promise<DeskProposal[]> {
		const either = AbortSignal.any([signal, this.#closed.signal]);
		const frame = await this.#ask('frame', wish, either);
		const startWorker = this.#startProposals;
		const answer = await proposeInWorker(frame.question, { signal: either, onProgress, startWorker });
		return proposalsIn(frame, answer);
	}

	/** Ends the work and frees its memory. */
	close(): void {
		this.#closed.abort();
		this.#worker.terminate();
		this.#rejectAll(this.#closed.signal.reason);
	}

	async #ask<Type extends keyof DeskQuestions>(
		type: Type,
		asked: DeskQuestions[Type]['asked'],
		signal: AbortSignal = LASTING
	): Promise<DeskQuestions[Type]['answer']> {
		this.#closed.signal.throwIfAborted();
		signal.throwIfAborted();
		const id = ++this.#lastId;
		const { promise, resolve, reject } = Promise.withResolvers<DeskQuestions[keyof DeskQuestions]['answer']>();
		const cancel = () => {
			this.#worker.postMessage({ type: 'cancel', id });
			reject(signal.reason);
		};
		this.#asked.set(id, { resolve, reject });
		signal.addEventListener('abort', cancel, { once: true });
		try {
			this.#worker.postMessage({ type, id, asked } as DeskAsk);
			return (await promise) as DeskQuestions[Type]['answer'];
		} finally {
			// an answer to what is no longer in the table is dropped
			this.#asked.delete(id);
			signal.removeEventListener('abort', cancel);
		}
	}

	#settle(reply: DeskReply): void {
		const asked = this.#asked.get(reply.id);
		if (!asked) return;
		if ('answer' in reply) asked.resolve(reply.answer);
		else if ('refusal' in reply) asked.reject(new DeskRefusal(reply.refusal as DeskRefusalWord));
		else asked.reject(new Error(reply.failure));
	}

	#rejectAll(reason: unknown): void {
		for (const { reject } of [...this.#asked.values()]) reject(reason);
	}
}

const WORKERS: DeskWorkers = {
	desk: () => new Worker(new URL('./division-desk.worker.ts', import.meta.url), { type: 'module' })
};
