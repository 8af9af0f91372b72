import { fetchBackgroundStates } from '#data/background';
import type { BackgroundKind, BackgroundState, BackgroundStates } from '#domain/place/background';

const EVERY_MS = 60_000;

/** The background that the address asks for, and whether it can be shown. */
export class BackgroundDesk {
	readonly #asked: () => BackgroundKind | null;
	#states: BackgroundStates | null = $state.raw(null);

	/** What is chosen and can be shown; null for our own paper. */
	readonly shown: BackgroundKind | null = $derived.by(() => {
		const kind = this.#asked();
		return kind && this.#states?.[kind] === 'on' ? kind : null;
	});
	/** Why our own paper is shown although another was chosen. */
	readonly refusal: Exclude<BackgroundState, 'on'> | null = $derived.by(() => {
		const kind = this.#asked();
		const state = kind && this.#states?.[kind];
		return !state || state === 'on' ? null : state;
	});

	constructor(asked: () => BackgroundKind | null) {
		this.#asked = asked;
	}

	/** Asks now and then as long as one is chosen. For a component: it asks while mounted. */
	follow(): void {
		$effect(() => {
			if (!this.#asked()) return;
			const gone = new AbortController();
			const ask = () =>
				fetchBackgroundStates(gone.signal).then(
					(states) => (this.#states = states),
					() => {
						if (!gone.signal.aborted) this.#states = { vec: 'unavailable', img: 'unavailable' };
					}
				);
			void ask();
			const timer = setInterval(() => void ask(), EVERY_MS);
			return () => {
				gone.abort();
				clearInterval(timer);
			};
		});
	}
}
