import type { SupabaseClient } from '@supabase/supabase-js';
import { fetchArtefact } from '#data/artefacts';
import { loadDemand } from '#data/buildings';
import { fetchCentreMarks } from '#data/centres';
import { Refused } from '#data/call';
import type { CirclesAnswer, Reach } from '#compute/reach-question';
import type { LngLat } from '#domain/place/coord';
import { ReachRefusal } from '#domain/reach/refusal';
import { budgetDm, paceFromKmh } from '#domain/reach/pace';
import type { DistrictSettings } from '#domain/place/settings';
import type { CentreMark, MapView, ViewCentre } from '#domain/place/view';

/** A figure that takes a moment: what is shown while it is computed, and where it cannot be. */
export type Computed<Value> =
	| { readonly phase: 'idle' }
	| { readonly phase: 'busy' }
	| { readonly phase: 'done'; readonly value: Value }
	| { readonly phase: 'refused'; readonly refusal: string };

/** The open centre nearest to a building. */
export interface NearestWalk {
	readonly centreId: string;
	readonly name: string;
	readonly minutes: number;
}

const IDLE = { phase: 'idle' } as const;
const BUSY = { phase: 'busy' } as const;
const STEPS_FACTOR = 0.5;

/** How far a walk to a centre is looked for. */
export const NEAREST_WITHIN_MINUTES = 60;

interface Desk {
	readonly engine: Reach;
	/** The open ones: the doors that walks are asked for. */
	readonly centres: readonly CentreMark[];
}

/** Asks the worker about walking, for the card and the map at once. The worker starts with the first question. */
export class ReachDesk {
	circle: Computed<CirclesAnswer> = $state.raw(IDLE);
	nearest: Computed<NearestWalk | null> = $state.raw(IDLE);
	#key = '';
	#desk: Promise<Desk> | null = null;
	readonly #connect: () => Promise<SupabaseClient>;

	constructor(connect: () => Promise<SupabaseClient>) {
		this.#connect = connect;
	}

	/** The walking circles of a centre, at the district's adult pace. Aborting forgets the question. */
	async askCircle(view: MapView, settings: DistrictSettings, centre: ViewCentre, signal: AbortSignal): Promise<void> {
		this.circle = BUSY;
		const circle = await computed(async () => {
			const { position } = centre;
			const minutes = settings.tiers.map((tier) => tier.minutes);
			const pace = paceFromKmh(settings.pacesKmh.adult, STEPS_FACTOR);
			// no way is shorter than the straight line, but for the rounding of its pieces
			const around = { position, radiusM: (budgetDm(Math.max(...minutes), pace) / 10) * 1.01 };
			const asked = this.#connect().then((client) => loadDemand(client, view.district.id, around, signal));
			const [{ engine }, demand] = await Promise.all([this.#open(view), asked]);
			return engine.circles({ position, minutes, pace, demand }, signal);
		});
		if (!signal.aborted) this.circle = circle;
	}

	/** The open centre nearest to a door, or null where none is within an hour. */
	async askNearest(view: MapView, settings: DistrictSettings, door: LngLat, signal: AbortSignal): Promise<void> {
		this.nearest = BUSY;
		const nearest = await computed(async () => {
			const { engine, centres } = await this.#open(view);
			const pace = paceFromKmh(settings.pacesKmh.adult, STEPS_FACTOR);
			// one search from the door, read off where the centres stand: the walk is as long in both directions
			const question = { centres: [{ id: 'door', position: door }], pace, maxMinutes: NEAREST_WITHIN_MINUTES };
			const { seconds } = await engine.nearest(question, signal);
			return quickest(centres, (index) => seconds[index]!);
		});
		if (!signal.aborted) this.nearest = nearest;
	}

	forgetCircle(): void {
		this.circle = IDLE;
	}

	forgetNearest(): void {
		this.nearest = IDLE;
	}

	close(): void {
		void this.#desk?.then(({ engine }) => engine.close()).catch(() => undefined);
		this.#desk = null;
	}

	/** One worker per district, network and set of centres; a change of any of them starts another. */
	#open(view: MapView): Promise<Desk> {
		const key = [view.district.id, view.artefacts.network, view.me.userId, view.centresVersion].join();
		if (key !== this.#key) this.close();
		this.#key = key;
		this.#desk ??= openDesk(view).catch((problem: unknown) => {
			// the next question tries again
			this.#desk = null;
			throw problem;
		});
		return this.#desk;
	}
}

async function openDesk(view: MapView): Promise<Desk> {
	if (!view.artefacts.network) throw new Refused('no-network');
	const [{ openReach }, network, marks] = await Promise.all([
		import('#compute/reach'),
		fetchArtefact(view.artefacts.network),
		fetchCentreMarks(view.district.id, view.centresVersion)
	]);
	const centres = marks.filter((centre) => centre.status === 'open');
	const doors = centres.flatMap((centre) => [...centre.position]);
	return { engine: openReach(network, { doors, households: null, elders: null }), centres };
}

function quickest(centres: readonly CentreMark[], secondsTo: (index: number) => number): NearestWalk | null {
	let best: NearestWalk | null = null;
	centres.forEach(({ id, name }, index) => {
		const minutes = secondsTo(index) / 60;
		if (Number.isFinite(minutes) && (best === null || minutes < best.minutes)) best = { centreId: id, name, minutes };
	});
	return best;
}

async function computed<Value>(work: () => Promise<Value>): Promise<Computed<Value>> {
	try {
		return { phase: 'done', value: await work() };
	} catch (problem) {
		const named = problem instanceof Refused || problem instanceof ReachRefusal;
		return { phase: 'refused', refusal: named ? problem.refusal : 'failed' };
	}
}
