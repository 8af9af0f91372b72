import type { PlanGround, PlanPoint } from '#domain/division/plan-ground';
import type { PlanShape } from '#server/tiles/plan-shapes';
import type { PlanKey, TilesAnswer } from '#server/tiles/tiles-messages';
import { TilesThread } from '#server/tiles/tiles-thread';

/** What a plan's tiles are cut from, with the version it had when it was read. */
export interface TileGround {
	readonly ground: PlanGround;
	readonly version: string;
	readonly isPublic: boolean;
	readonly parcels: Uint8Array | null;
}

/** The caller's own door to the database; both throw where the caller may not see the plan. */
export interface PlanDoor {
	readonly state: (planId: string) => Promise<{ readonly version: string; readonly isPublic: boolean }>;
	readonly ground: (planId: string) => Promise<TileGround>;
}

/** A plan whose shapes stand ready in the thread. */
export interface OpenPlan {
	readonly key: PlanKey;
	readonly isPublic: boolean;
	readonly nodes: ReadonlyMap<string, PlanPoint>;
}

const OPEN_PLANS = 4;
const TILES_BYTES = 32 * 1024 ** 2;

/**
 * Keeps the shapes of the latest plans in a thread and their tiles in memory. A plan's version names its content, so
 * nothing here grows old; who may see it is asked of the database, at each request for what not everybody may see.
 */
export class TileDesk {
	readonly #plans = new Map<PlanKey, Promise<OpenPlan | null>>();
	readonly #public = new Set<PlanKey>();
	readonly #tiles = new Map<string, Uint8Array>();
	readonly #thread = new TilesThread(() => {
		this.#plans.clear();
		this.#public.clear();
	});
	#tileBytes = 0;

	/**
	 * The plan in this version, as far as the caller may see it; null where it has another version now and the asked
	 * one is not kept. Throws what `door` throws.
	 */
	async open(planId: string, version: string, door: PlanDoor): Promise<OpenPlan | null> {
		const key = `${planId} ${version}`;
		if (!this.#public.has(key)) {
			const state = await door.state(planId);
			if (!this.#plans.has(key) && state.version !== version) return null;
			if (state.isPublic) this.#public.add(key);
		}
		let opening = this.#plans.get(key);
		if (opening) {
			this.#plans.delete(key);
			this.#plans.set(key, opening);
		} else {
			opening = this.#read(key, planId, version, door);
			this.#plans.set(key, opening);
			opening.then(
				(plan) => plan ?? this.#plans.delete(key),
				() => this.#plans.delete(key)
			);
			this.#forgetOldest();
		}
		return opening;
	}

	/** A tile, gzipped; no bytes where it is empty, null where the plan is no longer kept. */
	async tile({ key }: OpenPlan, z: number, x: number, y: number): Promise<Uint8Array | null> {
		const name = `${key} ${z}/${x}/${y}`;
		const known = this.#tiles.get(name);
		if (known) return known;
		const answer = await this.#thread.ask(key, { kind: 'tile', z, x, y });
		if (answer.kind !== 'tile') return this.#lost(key, answer);
		this.#keep(name, answer.bytes);
		return answer.bytes;
	}

	/** The outline of a node; null where the plan has none of it. */
	async outline({ key }: OpenPlan, node: string): Promise<PlanShape | null> {
		const answer = await this.#thread.ask(key, { kind: 'outline', node });
		return answer.kind === 'outline' ? answer.shape : this.#lost(key, answer);
	}

	/** The outlines of a community and of all its cells; null where the plan is no longer kept. */
	async outlines({ key }: OpenPlan, community: string): Promise<readonly PlanShape[] | null> {
		const answer = await this.#thread.ask(key, { kind: 'outlines', community });
		return answer.kind === 'outlines' ? answer.shapes : this.#lost(key, answer);
	}

	close(): Promise<void> {
		return this.#thread.close();
	}

	async #read(key: PlanKey, planId: string, version: string, door: PlanDoor): Promise<OpenPlan | null> {
		const { ground, parcels, isPublic, version: read } = await door.ground(planId);
		// changed while it was read: whoever asks for the new version gets it
		if (read !== version) return null;
		const answer = await this.#thread.ask(key, { kind: 'open', ground, parcels });
		if (answer.kind !== 'opened') throw new Error(answer.kind === 'failed' ? answer.reason : answer.kind);
		return { key, isPublic, nodes: new Map(answer.nodes.map((node) => [node.node, node])) };
	}

	#lost(key: PlanKey, answer: TilesAnswer): null {
		if (answer.kind === 'unknown') this.#plans.delete(key);
		return null;
	}

	#forgetOldest(): void {
		for (const key of this.#plans.keys()) {
			if (this.#plans.size <= OPEN_PLANS) return;
			this.#plans.delete(key);
			this.#public.delete(key);
			void this.#thread.ask(key, { kind: 'close' });
		}
	}

	#keep(name: string, bytes: Uint8Array): void {
		this.#tiles.set(name, bytes);
		this.#tileBytes += bytes.length;
		for (const [oldest, { length }] of this.#tiles) {
			if (this.#tileBytes <= TILES_BYTES) return;
			this.#tiles.delete(oldest);
			this.#tileBytes -= length;
		}
	}
}
