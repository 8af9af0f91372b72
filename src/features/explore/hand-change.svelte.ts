import { postAct, type ActOutcome } from '#features/explore/act-form';
import type { Declined } from '#features/explore/acts';
import { conflictOf, type Conflict, type Held } from '#features/explore/conflict';
import { newOperation } from '#data/operation';

interface Wiring {
	/** The page's action, and the field in which it expects the new value. */
	readonly action: 'moveMember' | 'setWishState';
	readonly field: 'cell' | 'state';
	/** What stands now, as far as the page has heard. */
	readonly held: () => Held;
	/** What the server said to the form when it was posted without script. */
	readonly outcome: ActOutcome | null;
	/** Has what is shown fetched again. */
	readonly refresh: () => Promise<void>;
}

/** What was done, enough to take it back. */
export interface Changed {
	readonly subject: string;
	readonly from: string | null;
	readonly to: string;
	/** The version that the act made. */
	readonly version: number;
}

/**
 * A form by which a worker changes one value of one thing by hand. News from elsewhere never empties it: where they
 * contradict what is half typed, `conflict` holds both values until the worker chooses.
 */
export class HandChange {
	reason = $state('');
	busy = $state(false);
	declined: Declined | null = $state.raw(null);
	operation = $state(newOperation());
	#wanted = $state('');
	#seen: Held = $state.raw({ subject: '', version: 0, value: null });
	readonly #wiring: Wiring;

	readonly conflict: Conflict | null = $derived.by(() =>
		conflictOf(this.#seen, this.#wiring.held(), this.#wanted, this.declined?.conflict ?? null)
	);
	/** The version to send: the one that the worker has seen, or has just been shown. */
	readonly version: number = $derived.by(() => this.conflict?.version ?? this.#wiring.held().version);

	constructor(wiring: Wiring) {
		this.#wiring = wiring;
		this.#seen = wiring.held();
		const { outcome } = wiring;
		if (!outcome || !('refusal' in outcome) || outcome.subject !== this.#seen.subject) return;
		this.declined = outcome;
		this.#wanted = outcome.conflict?.mine ?? '';
	}

	get wanted(): string {
		return this.#wanted;
	}

	/** The first choice is made before what stands at that moment. */
	set wanted(value: string) {
		if (this.#wanted === '') this.#seen = this.#wiring.held();
		this.#wanted = value;
	}

	/** Sends the change. Null where it was declined: why stands in `declined`. */
	async send(): Promise<Changed | null> {
		const { action, field, held, refresh } = this.#wiring;
		const { subject, value } = held();
		const [version, to, from] = [this.version, this.#wanted, this.conflict ? this.conflict.theirs : value];
		this.busy = true;
		const fields = { operation: this.operation, subject, version, [field]: to, reason: this.reason };
		const answer = await postAct(action, fields);
		this.busy = false;
		this.declined = 'refusal' in answer ? answer : null;
		// the same act may be sent again after a lost answer; another one needs an id of its own
		if (this.declined?.refusal !== 'offline') this.operation = newOperation();
		if (this.declined) {
			if (!this.declined.field) await refresh();
			return null;
		}
		this.keep();
		return { subject, from, to, version: version + 1 };
	}

	/** Leaves what stands and empties the form. */
	keep(): void {
		this.#wanted = '';
		this.reason = '';
		this.declined = null;
		this.#seen = this.#wiring.held();
	}

	/** Undoes a change, unless somebody changed the thing since. Null where done, otherwise why not. */
	async takeBack({ subject, version }: Changed, to: string, reason: string): Promise<Declined | null> {
		const { action, field, refresh } = this.#wiring;
		const answer = await postAct(action, { operation: newOperation(), subject, version, [field]: to, reason });
		await refresh();
		return 'refusal' in answer ? answer : null;
	}
}
