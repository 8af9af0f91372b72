/** How the maker of a proposal is watched: asked often, so it must cost little. */
export interface ProposalWatch {
	/** True as soon as the answer is no longer wanted. */
	cancelled(): boolean;
	/** Share of the work done, 0 to 1, rising. */
	progress(share: number): void;
}

/** Thrown out of the middle of the work when the watch says that nobody waits for it. */
export class ProposalCancelled extends Error {
	constructor() {
		super('cancelled');
		this.name = 'ProposalCancelled';
	}
}

/** Between two looks at the watch: well under a millisecond of searching. */
const LOOK_EVERY = 20_000;

/**
 * Counts work in visits to an edge instead of in milliseconds: the same question then ends at the same proposal on a
 * slow machine and on a fast one.
 */
export class Effort {
	readonly #watch: ProposalWatch | null;
	readonly #allowed: number;
	#spent = 0;
	#nextLook = LOOK_EVERY;

	constructor(allowed: number, watch: ProposalWatch | null) {
		this.#allowed = allowed;
		this.#watch = watch;
	}

	/** Throws ProposalCancelled where nobody waits any more. */
	spend(visits: number): void {
		this.#spent += visits;
		if (this.#spent < this.#nextLook) return;
		this.#nextLook = this.#spent + LOOK_EVERY;
		if (this.#watch?.cancelled()) throw new ProposalCancelled();
		this.#watch?.progress(this.share);
	}

	get share(): number {
		return Math.min(1, this.#spent / this.#allowed);
	}
}
