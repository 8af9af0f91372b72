type XY = readonly [x: number, y: number];

const MARGIN_M = 60;
const FINEST_M = 4;
const MAX_CELLS = 3_000_000;
const OPEN = 0;
const STREET = -1;
/** A frame of one cell around the raster: nothing grows out of it, so no step needs a check. */
const FRAME = -2;

/** Number of metres of common border, by the two blocks (smaller first): `borders.get(a)?.get(b)`. */
export type Borders = Map<number, Map<number, number>>;

/** A raster around points, in metres, on which streets are drawn and the ground between them is flooded. */
export class BlockRaster {
	readonly #west: number;
	readonly #south: number;
	readonly #cellM: number;
	readonly #columns: number;
	readonly #rows: number;
	readonly #ground: Int32Array;
	/** From a cell to the four beside it. */
	readonly #steps: readonly number[];

	constructor(points: readonly XY[]) {
		let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
		for (const [x, y] of points) {
			[west, east] = [Math.min(west, x), Math.max(east, x)];
			[south, north] = [Math.min(south, y), Math.max(north, y)];
		}
		const [width, height] = [east - west + 2 * MARGIN_M, north - south + 2 * MARGIN_M];
		this.#west = west - MARGIN_M;
		this.#south = south - MARGIN_M;
		this.#cellM = Math.max(FINEST_M, Math.sqrt((width * height) / MAX_CELLS));
		this.#columns = Math.ceil(width / this.#cellM) + 2;
		this.#rows = Math.ceil(height / this.#cellM) + 2;
		this.#ground = new Int32Array(this.#columns * this.#rows);
		this.#steps = [-1, 1, -this.#columns, this.#columns];
		const last = this.#rows - 1;
		for (let column = 0; column < this.#columns; column++) {
			this.#ground[column] = this.#ground[last * this.#columns + column] = FRAME;
		}
		for (let row = 0; row <= last; row++) {
			this.#ground[row * this.#columns] = this.#ground[(row + 1) * this.#columns - 1] = FRAME;
		}
	}

	/** Marks the cells under a line; an 8-connected line holds back a flood that steps to 4 sides. */
	drawLine(line: readonly XY[]): void {
		for (let i = 1; i < line.length; i++) this.#drawSegment(line[i - 1]!, line[i]!);
	}

	/** A label from 1 for every cell that is no street, equal where one can go from one to the other. */
	flood(): Int32Array {
		const labels = this.#ground.slice();
		const stack = new Int32Array(labels.length);
		let label = 0;
		for (let start = 0; start < labels.length; start++) {
			if (labels[start] !== OPEN) continue;
			labels[start] = ++label;
			stack[0] = start;
			for (let size = 1; size > 0;) {
				const cell = stack[--size]!;
				for (const step of this.#steps) {
					if (labels[cell + step] !== OPEN) continue;
					labels[cell + step] = label;
					stack[size++] = cell + step;
				}
			}
		}
		return labels;
	}

	/** The label under a point, or the nearest one where a street is drawn there; 0 on a raster of streets only. */
	labelNear(labels: Int32Array, x: number, y: number): number {
		const seen = new Set([this.#cellAt(x, y)]);
		for (const cell of seen) {
			if (labels[cell]! > 0) return labels[cell]!;
			for (const step of this.#steps) if (labels[cell + step] !== FRAME) seen.add(cell + step);
		}
		return 0;
	}

	/** Common borders of the `kept` blocks, once they have grown over streets and over every other block. */
	borders(labels: Int32Array, kept: ReadonlySet<number>): Borders {
		const grown = labels.map((label) => (label === FRAME || kept.has(label) ? label : OPEN));
		this.#grow(grown);
		const borders: Borders = new Map();
		const touch = (a: number, b: number): void => {
			if (a === b || a === FRAME || b === FRAME) return;
			const [low, high] = a < b ? [a, b] : [b, a];
			const row = borders.get(low) ?? new Map<number, number>();
			borders.set(low, row.set(high, (row.get(high) ?? 0) + this.#cellM));
		};
		for (let cell = 0; cell < grown.length - this.#columns; cell++) {
			touch(grown[cell]!, grown[cell + 1]!);
			touch(grown[cell]!, grown[cell + this.#columns]!);
		}
		return borders;
	}

	/** Lets labels grow at even speed over all cells that have none. */
	#grow(labels: Int32Array): void {
		const front = new Int32Array(labels.length);
		let size = 0;
		for (let cell = 0; cell < labels.length; cell++) if (labels[cell]! > OPEN) front[size++] = cell;
		for (let head = 0; head < size; head++) {
			const cell = front[head]!;
			for (const step of this.#steps) {
				if (labels[cell + step] !== OPEN) continue;
				labels[cell + step] = labels[cell]!;
				front[size++] = cell + step;
			}
		}
	}

	#cellAt(x: number, y: number): number {
		const column = 1 + Math.floor((x - this.#west) / this.#cellM);
		const row = 1 + Math.floor((y - this.#south) / this.#cellM);
		return row * this.#columns + column;
	}

	/** Steps of half a cell or less leave no hole between two marked cells. */
	#drawSegment(from: XY, to: XY): void {
		const clipped = this.#clip(from, to);
		if (!clipped) return;
		const [a, b] = clipped;
		const steps = Math.max(1, Math.ceil((2 * Math.hypot(b[0] - a[0], b[1] - a[1])) / this.#cellM));
		for (let step = 0; step <= steps; step++) {
			const t = step / steps;
			this.#ground[this.#cellAt(a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))] = STREET;
		}
	}

	/** The part of a segment that lies on the raster (Liang and Barsky 1984), or null. */
	#clip(from: XY, to: XY): [XY, XY] | null {
		const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
		const [width, height] = [(this.#columns - 2) * this.#cellM, (this.#rows - 2) * this.#cellM];
		// a hair inside, so that no point falls on the frame
		const hair = this.#cellM / 1000;
		const [x, y] = [from[0] - this.#west, from[1] - this.#south];
		let [start, end] = [0, 1];
		for (const [slope, room] of [
			[-dx, x - hair],
			[dx, width - hair - x],
			[-dy, y - hair],
			[dy, height - hair - y]
		] as const) {
			if (slope === 0 && room < 0) return null;
			if (slope < 0) start = Math.max(start, room / slope);
			else if (slope > 0) end = Math.min(end, room / slope);
		}
		if (start > end) return null;
		const at = (t: number): XY => [from[0] + t * dx, from[1] + t * dy];
		return [at(start), at(end)];
	}
}
