import type { CirclesAnswer, CirclesQuestion, NearestAnswer, NearestQuestion, Reach } from '#compute/reach-question';
import { decodeNetwork } from '#domain/reach/artefact';
import { attachDoors, type DoorStreets } from '#domain/reach/buildings';
import { reachCircle } from '#domain/reach/circle';
import type { Demand } from '#domain/reach/coverage';
import { AreaDrawer } from '#domain/reach/isochrone';
import { nearestCentres } from '#domain/reach/nearest';
import type { Pace } from '#domain/reach/pace';
import { StreetSearch } from '#domain/reach/search';
import { indexStreets, type StreetIndex } from '#domain/reach/snap';

/** Answers in this thread: in the worker, on the server, in tests. */
export class ReachEngine implements Reach {
	readonly #index: StreetIndex;
	readonly #search: StreetSearch;
	readonly #drawer: AreaDrawer;
	readonly #demand: Demand;
	readonly #doors = new Map<boolean, DoorStreets>();

	/** Refuses bytes that are no network: 'damaged-network', 'unknown-network-version'. */
	constructor(networkBytes: Uint8Array, demand: Demand) {
		const network = decodeNetwork(networkBytes);
		this.#index = indexStreets(network);
		this.#search = new StreetSearch(network);
		this.#drawer = new AreaDrawer(network);
		this.#demand = demand;
	}

	async circles(question: CirclesQuestion, signal?: AbortSignal): Promise<CirclesAnswer> {
		signal?.throwIfAborted();
		const { demand, ...asked } = question;
		const ground = {
			index: this.#index,
			search: this.#search,
			drawer: this.#drawer,
			demand: demand ?? this.#demand,
			doors: demand ? attachDoors(this.#index, demand.doors, asked.pace.stepsFactor > 0) : this.#doorsFor(asked.pace)
		};
		return { question: asked, ...reachCircle(ground, asked.position, asked.minutes, asked.pace) };
	}

	async nearest(question: NearestQuestion, signal?: AbortSignal): Promise<NearestAnswer> {
		signal?.throwIfAborted();
		const places = question.centres.map(({ position }) => position);
		const doors = this.#doorsFor(question.pace);
		return {
			question,
			...nearestCentres(this.#index, this.#search, doors, places, question.pace, question.maxMinutes)
		};
	}

	close(): void {
		this.#doors.clear();
	}

	/** Whoever cannot use steps is not joined to the streets by them. */
	#doorsFor(pace: Pace): DoorStreets {
		const withSteps = pace.stepsFactor > 0;
		let doors = this.#doors.get(withSteps);
		if (!doors) this.#doors.set(withSteps, (doors = attachDoors(this.#index, this.#demand.doors, withSteps)));
		return doors;
	}
}
