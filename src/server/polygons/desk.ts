import { randomUUID } from 'node:crypto';
import type { CheckQuestion, PolygonCheck } from '#domain/division/polygons/check';
import { PolygonRefusal } from '#domain/division/polygons/refusal';
import type { Reading } from '#domain/division/polygons/shapes-of-file';
import { POLYGON_UPLOAD } from '#server/polygons/limits';
import { inThread } from '#server/polygons/thread';

/** Whose file it is and for which community. */
export interface Owner {
	readonly userId: string;
	readonly communityId: string;
}

/** A file that was looked at, kept in memory for a while for the one who sent it. */
export interface Looked {
	readonly id: string;
	readonly fileName: string;
	readonly text: string;
	readonly reading: Reading;
	/** What came of it, or why nothing did. */
	readonly outcome: PolygonCheck | PolygonRefusal;
}

interface Held extends Looked, Owner {
	/** Milliseconds since the epoch. */
	readonly until: number;
}

const THREAD = 'src/server/polygons/check.worker.ts';

/** Looks at files of polygons in threads, a few at a time, and keeps what it found until a draft is made of it. */
export class PolygonDesk {
	readonly #held = new Map<string, Held>();
	readonly #busy = new Map<string, string>();

	/**
	 * Looks at a file and keeps the outcome; a file that is refused is kept with its reason. Throws PolygonRefusal
	 * `polygons-busy` where too much is under way, and the signal's reason.
	 */
	async look(owner: Owner, fileName: string, question: CheckQuestion, signal?: AbortSignal): Promise<string> {
		const id = randomUUID();
		const isAtIt = [...this.#busy.values()].includes(owner.userId);
		if (isAtIt || this.#busy.size >= POLYGON_UPLOAD.atOnce) throw new PolygonRefusal('polygons-busy');
		this.#busy.set(id, owner.userId);
		try {
			const outcome = await inThread<PolygonCheck>(THREAD, question, signal).catch((cause: unknown) => {
				if (cause instanceof PolygonRefusal) return cause;
				throw cause;
			});
			this.keep(owner, { id, fileName, text: question.text, reading: question.reading, outcome });
			return id;
		} finally {
			this.#busy.delete(id);
		}
	}

	/** Keeps a file that was refused before it could be looked at. */
	refuse(owner: Owner, fileName: string, reading: Reading, refusal: PolygonRefusal): string {
		const id = randomUUID();
		this.keep(owner, { id, fileName, text: '', reading, outcome: refusal });
		return id;
	}

	keep(owner: Owner, looked: Looked): void {
		this.#held.set(looked.id, { ...owner, ...looked, until: Date.now() + POLYGON_UPLOAD.keptMs });
		let bytes = 0;
		for (const [id, held] of [...this.#held].reverse()) {
			bytes += held.text.length;
			const isLast = id === looked.id;
			const isOver = bytes > POLYGON_UPLOAD.keptBytes || held.until < Date.now();
			if (!isLast && isOver) this.#held.delete(id);
		}
		for (const id of [...this.#held.keys()].slice(0, Math.max(0, this.#held.size - POLYGON_UPLOAD.kept))) {
			this.#held.delete(id);
		}
	}

	/** What was looked at under this id, for the one who sent it; null where it is gone or somebody else's. */
	find({ userId, communityId }: Owner, id: string): Looked | null {
		const held = this.#held.get(id);
		if (!held || held.userId !== userId || held.communityId !== communityId || held.until < Date.now()) return null;
		return held;
	}

	forget(id: string): void {
		this.#held.delete(id);
	}
}

/** The desk of this server. */
export const polygonDesk = new PolygonDesk();
