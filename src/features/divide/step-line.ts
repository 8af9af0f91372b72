import type { StepDone, StepNews } from '#data/plans';
import { opposite, type PlanChanges, type PlanStep, type StepKind } from '#domain/division/plan';
import { isNothing, joined, NO_CHANGES } from '#features/divide/commands';

/** A step that is done here and not yet in the database. */
export interface Pending {
	readonly operation: string;
	readonly kind: StepKind | 'undo' | 'redo';
	/** What it does; of an undo and a redo only the database knows. */
	readonly changes: PlanChanges;
	/** A stroke that is still being drawn: it grows, and is not sent. */
	readonly open: boolean;
}

/** The database as far as steps go. What it does not do is thrown as an error with a `refusal`. */
export interface StepDoor {
	edit(step: { operation: string; kind: StepKind; changes: PlanChanges }): Promise<StepDone>;
	undo(operation: string): Promise<StepDone>;
	redo(operation: string): Promise<StepDone>;
	since(seq: number): Promise<StepNews>;
}

/** What is painted on: the desk and the ledger. Throws what has a `refusal` and then has done nothing. */
export interface StepStage {
	apply(changes: PlanChanges): Promise<void>;
}

/** Who hears of it. */
export interface StepListener {
	/** What waits, or how the sending goes, is not what it was. */
	onChange(): void;
	/** One's own step is in the database. */
	onDone(step: Pending, done: StepDone): void;
	/** Steps of others, now on the stage as well. */
	onNews(steps: readonly PlanStep[], counts: { undo: number; redo: number }): void;
	/**
	 * A step was refused and is taken back; the stage stands as the database has it. Returns what of it can still be
	 * done, if anything.
	 */
	onRefused(step: Pending, told: Refusal): PlanChanges | null;
	/** The stage is not what the database has, and cannot be brought there: everything is to be loaded again. */
	onBroken(): void;
}

/** Why a step is not done, and the steps of others that came before it. */
export interface Refusal {
	readonly refusal: string;
	readonly detail: unknown;
	readonly steps: readonly PlanStep[];
}

/** `waiting`: not saved, and nothing is on its way. */
export type LineState = 'saved' | 'saving' | 'waiting';

/** Refusals that are over by themselves; whatever else keeps a step from being sent waits for a person. */
const PASSING = new Set(['offline', 'busy', 'too-slow']);
/** With these a step stays and can be sent again; with any other it is taken back. */
const STAYS = new Set([...PASSING, 'failed', 'signed-out']);
const FIRST_RETRY_MS = 1_000;
const LAST_RETRY_MS = 30_000;
const MOST_STEPS = 500;

/**
 * The line between the stage and the database. Steps are done on the stage at once and sent one after the other; what
 * others did meanwhile is put under the own ones that wait: those are taken back, theirs are done, own ones are done
 * again. One that no longer fits is given back to the listener with the reason, and nothing is lost in silence.
 */
export class StepLine {
	/** Number of the last step of the database that the stage contains. */
	seq: number;
	pending: readonly Pending[] = [];
	state: LineState = 'saved';
	/** Why it waits. */
	refusal: string | null = null;
	readonly #door: StepDoor;
	readonly #stage: StepStage;
	readonly #listener: StepListener;
	readonly #newId: () => string;
	#turn: Promise<unknown> = Promise.resolve();
	#running = false;
	#newsWanted = false;
	#retryMs = FIRST_RETRY_MS;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#closed = false;
	#waiters: (() => void)[] = [];

	constructor(seq: number, parts: { door: StepDoor; stage: StepStage; listener: StepListener; newId: () => string }) {
		this.seq = seq;
		this.#door = parts.door;
		this.#stage = parts.stage;
		this.#listener = parts.listener;
		this.#newId = parts.newId;
	}

	/**
	 * Does a step on the stage and sends it. It is built when its turn has come, from the stage as it is then; null or
	 * nothing to do is no step. Resolves with what is done, before it is sent; rejects where the stage refuses.
	 */
	do(kind: StepKind, build: () => PlanChanges | null): Promise<PlanChanges | null> {
		return this.#inTurn(async () => {
			const changes = build();
			if (!changes || isNothing(changes)) return null;
			await this.#stage.apply(changes);
			this.#add({ operation: this.#newId(), kind, changes, open: false });
			return changes;
		});
	}

	/** Goes on with the stroke that is being drawn, or begins one: it becomes one step when it ends. */
	draw(kind: StepKind, build: () => PlanChanges | null): Promise<PlanChanges | null> {
		return this.#inTurn(async () => {
			const changes = build();
			if (!changes || isNothing(changes)) return null;
			await this.#stage.apply(changes);
			const stroke = this.pending.find(({ open }) => open);
			if (!stroke) this.#add({ operation: this.#newId(), kind, changes, open: true });
			else this.#replace(stroke, { ...stroke, changes: joined(stroke.changes, changes) });
			return changes;
		});
	}

	/** Ends the stroke and sends it, or takes it back. Resolves with what it has done. */
	end(keep: boolean): Promise<PlanChanges | null> {
		return this.#inTurn(async () => {
			const stroke = this.pending.find(({ open }) => open);
			if (!stroke) return null;
			if (keep && !isNothing(stroke.changes)) {
				this.#replace(stroke, { ...stroke, open: false });
				return stroke.changes;
			}
			await this.#stage.apply(opposite(stroke.changes));
			this.#remove(stroke);
			return null;
		});
	}

	/** Asks the database to take back the last own step, or to do again what was taken back. */
	turnBack(kind: 'undo' | 'redo'): void {
		this.#add({ operation: this.#newId(), kind, changes: NO_CHANGES, open: false });
	}

	/** Whether an undo or redo is on its way, of which nobody knows yet what it does. */
	get turning(): boolean {
		return this.pending.some(({ kind }) => kind === 'undo' || kind === 'redo');
	}

	/** Waits until no undo or redo is on its way, or until it is plain that it will not go. */
	async turned(): Promise<void> {
		if (this.turning && this.state !== 'waiting') await new Promise<void>((resolve) => this.#waiters.push(resolve));
	}

	/** Looks for steps of others. */
	catchUp(): void {
		this.#newsWanted = true;
		void this.#run();
	}

	/** Sends again what waits. */
	retry(): void {
		this.#retryMs = FIRST_RETRY_MS;
		void this.#run();
	}

	/** Takes back everything that waits and was not saved. */
	discard(): Promise<void> {
		return this.#inTurn(async () => {
			for (const step of [...this.pending].reverse()) {
				await this.#stage.apply(opposite(step.changes));
				this.#remove(step);
			}
			this.#say('saved');
			this.catchUp();
		});
	}

	/** Waits until nothing is being done on the stage. */
	rest(): Promise<void> {
		return this.#inTurn(async () => undefined);
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#timer);
	}

	#inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
		const next = this.#turn.then(work);
		this.#turn = next.catch(() => undefined);
		return next;
	}

	#add(step: Pending): void {
		this.pending = [...this.pending, step];
		this.#changed();
		void this.#run();
	}

	#replace(step: Pending, by: Pending): void {
		this.pending = this.pending.map((each) => (each === step ? by : each));
		this.#changed();
		void this.#run();
	}

	#remove(step: Pending): void {
		this.pending = this.pending.filter(({ operation }) => operation !== step.operation);
		this.#changed();
	}

	#changed(): void {
		this.#listener.onChange();
		if (this.turning && this.state !== 'waiting') return;
		for (const resolve of this.#waiters.splice(0)) resolve();
	}

	#say(state: LineState, refusal: string | null = null): void {
		this.state = state;
		this.refusal = refusal;
		this.#changed();
	}

	/** One question to the database at a time. */
	async #run(): Promise<void> {
		if (this.#running || this.#closed) return;
		this.#running = true;
		clearTimeout(this.#timer);
		try {
			for (;;) {
				const [step] = this.pending;
				if (this.#newsWanted) await this.#hear();
				else if (step && !step.open) await this.#send(step);
				else break;
				if (this.#closed) return;
			}
			this.#retryMs = FIRST_RETRY_MS;
			this.#say('saved');
		} catch (problem) {
			this.#pause(problem);
		} finally {
			this.#running = false;
		}
	}

	#pause(problem: unknown): void {
		if (this.#closed) return;
		const { refusal } = refusalOf(problem);
		// what nobody waits for may be as old as it is; a change of it is heard of again
		if (this.pending.some(({ open }) => !open)) this.#say('waiting', refusal);
		if (!PASSING.has(refusal)) return;
		this.#timer = setTimeout(() => void this.#run(), this.#retryMs);
		this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
	}

	async #send(step: Pending): Promise<void> {
		this.#say('saving');
		const { operation, kind, changes } = step;
		let done: StepDone;
		try {
			if (kind === 'undo') done = await this.#door.undo(operation);
			else if (kind === 'redo') done = await this.#door.redo(operation);
			else done = await this.#door.edit({ operation, kind, changes });
		} catch (problem) {
			const told = refusalOf(problem);
			if (STAYS.has(told.refusal)) throw problem;
			return this.#refused(step, told);
		}
		if (!(await this.#inTurn(async () => this.#settle(step, done)))) {
			const news = await this.#missed();
			await this.#inTurn(() => this.#rebase(news, step));
		}
		this.#listener.onDone(step, done);
	}

	/** Whether nobody was in between, and the step did what is on the stage already: then it waits no longer. */
	#settle(step: Pending, { seq }: StepDone): boolean {
		const waits = this.pending.some(({ operation }) => operation === step.operation);
		if (!waits || seq !== this.seq + 1 || step.kind === 'undo' || step.kind === 'redo') return false;
		this.seq = seq;
		this.#remove(step);
		return true;
	}

	async #hear(): Promise<void> {
		this.#newsWanted = false;
		try {
			const news = await this.#missed();
			if (news.steps.length > 0) await this.#inTurn(() => this.#rebase(news, null));
			else this.#listener.onNews([], news);
		} catch (problem) {
			this.#newsWanted = true;
			throw problem;
		}
	}

	async #missed(): Promise<StepNews> {
		const first = await this.#door.since(this.seq);
		const steps = [...first.steps];
		let last = first;
		while (last.steps.length >= MOST_STEPS) {
			last = await this.#door.since(steps.at(-1)!.seq);
			steps.push(...last.steps);
		}
		return { ...last, steps };
	}

	async #refused(step: Pending, told: { refusal: string; detail: unknown }): Promise<void> {
		const news = await this.#missed();
		await this.#inTurn(async () => {
			await this.#rebase(news, step, { ...told, steps: news.steps });
		});
	}

	/** Puts the steps of the database under the own ones that wait. `settled` waits no longer; `told`: it was refused. */
	async #rebase(news: StepNews, settled: Pending | null, told: Refusal | null = null): Promise<void> {
		const waiting = this.pending;
		try {
			for (const step of [...waiting].reverse()) await this.#stage.apply(opposite(step.changes));
			for (const step of news.steps) {
				await this.#stage.apply(step.changes);
				this.seq = step.seq;
			}
		} catch {
			this.#listener.onBroken();
			return;
		}
		if (settled) this.#remove(settled);
		this.#listener.onNews(news.steps, news);
		const lost: [Pending, Refusal][] = settled && told ? [[settled, told]] : [];
		for (const step of waiting) {
			if (step.operation === settled?.operation) continue;
			try {
				await this.#stage.apply(step.changes);
			} catch (problem) {
				this.#remove(step);
				lost.push([step, { ...refusalOf(problem), steps: news.steps }]);
			}
		}
		for (const [step, why] of lost) await this.#giveBack(step, why);
	}

	async #giveBack(step: Pending, told: Refusal): Promise<void> {
		const rest = this.#listener.onRefused(step, told);
		if (!rest || isNothing(rest) || step.kind === 'undo' || step.kind === 'redo') return;
		try {
			await this.#stage.apply(rest);
		} catch {
			return;
		}
		this.#add({ operation: this.#newId(), kind: step.kind, changes: rest, open: false });
	}
}

/** The word and the detail of an error; what has none is `failed`. */
export function refusalOf(problem: unknown): { refusal: string; detail: unknown } {
	const { refusal, detail } = (problem ?? {}) as { refusal?: unknown; detail?: unknown };
	return { refusal: typeof refusal === 'string' ? refusal : 'failed', detail: detail ?? null };
}
