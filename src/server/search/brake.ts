/** Searches an address may ask at once, and how many it gets back each second. A whole office shares an address. */
const BURST = 120;
const PER_SECOND = 20;
const MOST_ADDRESSES = 10_000;

/** Holds up an address that asks faster than people type. Forgets itself with the process. */
export class SearchBrake {
	readonly #now: () => number;
	readonly #purses = new Map<string, { left: number; at: number }>();

	/** `now` is a clock in milliseconds. */
	constructor(now: () => number = () => performance.now()) {
		this.#now = now;
	}

	/** Whether this address may ask now; asking takes one from its purse. */
	lets(address: string): boolean {
		const now = this.#now();
		const { left, at } = this.#purses.get(address) ?? { left: BURST, at: now };
		const filled = Math.min(BURST, left + ((now - at) / 1000) * PER_SECOND);
		this.#purses.delete(address);
		this.#purses.set(address, { left: Math.max(filled - 1, 0), at: now });
		// the one that has been quiet longest is first
		if (this.#purses.size > MOST_ADDRESSES) this.#purses.delete(this.#purses.keys().next().value!);
		return filled >= 1;
	}
}
