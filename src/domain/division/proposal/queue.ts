/**
 * Vertices by falling gain, with changes of gain: an indexed binary heap (Williams 1964). Gain buckets (Fiduccia &
 * Mattheyses 1982) need small whole gains; borders in metres weighted by streets and compounds are neither.
 */
export class GainQueue {
	readonly #heap: Int32Array;
	readonly #place: Int32Array;
	readonly #gain: Float64Array;
	#size = 0;

	constructor(vertices: number) {
		this.#heap = new Int32Array(vertices);
		this.#place = new Int32Array(vertices).fill(-1);
		this.#gain = new Float64Array(vertices);
	}

	get size(): number {
		return this.#size;
	}

	/** Enters a vertex, or changes its gain. */
	put(vertex: number, gain: number): void {
		let at = this.#place[vertex]!;
		if (at === -1) {
			at = this.#size++;
			this.#gain[vertex] = gain;
			this.#rise(vertex, at);
			return;
		}
		const before = this.#gain[vertex]!;
		this.#gain[vertex] = gain;
		if (gain > before) this.#rise(vertex, at);
		else if (gain < before) this.#sink(vertex, at);
	}

	gainOf(vertex: number): number {
		return this.#gain[vertex]!;
	}

	/** The vertex with the largest gain; the queue must not be empty. */
	pop(): number {
		const top = this.#heap[0]!;
		this.#place[top] = -1;
		const last = this.#heap[--this.#size]!;
		if (this.#size > 0) this.#sink(last, 0);
		return top;
	}

	remove(vertex: number): void {
		const at = this.#place[vertex]!;
		if (at === -1) return;
		this.#place[vertex] = -1;
		const last = this.#heap[--this.#size]!;
		if (last === vertex) return;
		this.#rise(last, at);
		this.#sink(last, this.#place[last]!);
	}

	clear(): void {
		for (let i = 0; i < this.#size; i++) this.#place[this.#heap[i]!] = -1;
		this.#size = 0;
	}

	#rise(vertex: number, from: number): void {
		const [heap, place, gains] = [this.#heap, this.#place, this.#gain];
		const gain = gains[vertex]!;
		let at = from;
		while (at > 0) {
			const above = (at - 1) >> 1;
			const other = heap[above]!;
			if (gains[other]! >= gain) break;
			heap[at] = other;
			place[other] = at;
			at = above;
		}
		heap[at] = vertex;
		place[vertex] = at;
	}

	#sink(vertex: number, from: number): void {
		const [heap, place, gains] = [this.#heap, this.#place, this.#gain];
		const gain = gains[vertex]!;
		let at = from;
		for (;;) {
			let below = at * 2 + 1;
			if (below >= this.#size) break;
			if (below + 1 < this.#size && gains[heap[below + 1]!]! > gains[heap[below]!]!) below++;
			const other = heap[below]!;
			if (gains[other]! <= gain) break;
			heap[at] = other;
			place[other] = at;
			at = below;
		}
		heap[at] = vertex;
		place[vertex] = at;
	}
}
