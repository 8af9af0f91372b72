import type { XY } from '#domain/place/ring';

/** A border this near to the middle of a street runs along it: half a street with its pavements. */
const BESIDE_M = 10;
/** Borders are looked at in steps of this length. */
const STEP_M = 5;
const SQUARE_M = 40;

/** Streets, to be asked how much of a line runs along one of them. All in metres of one plane. */
export class StreetLines {
	readonly #stretches: (readonly [XY, XY])[] = [];
	readonly #squares = new Map<number, number[]>();

	constructor(lines: readonly (readonly XY[])[]) {
		for (const line of lines) {
			for (let i = 1; i < line.length; i++) this.#add(line[i - 1]!, line[i]!);
		}
	}

	/** Length of a line, and how much of it is beside a street and runs the same way. */
	along(line: readonly XY[]): { lengthM: number; streetM: number } {
		let [lengthM, streetM] = [0, 0];
		for (let i = 1; i < line.length; i++) {
			const [a, b] = [line[i - 1]!, line[i]!];
			const piece = Math.hypot(b[0] - a[0], b[1] - a[1]);
			lengthM += piece;
			const steps = Math.max(1, Math.ceil(piece / STEP_M));
			for (let step = 0; step < steps; step++) {
				const t = (step + 0.5) / steps;
				const at: XY = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
				if (this.#isBeside(at, b[0] - a[0], b[1] - a[1])) streetM += piece / steps;
			}
		}
		return { lengthM, streetM };
	}

	#add(a: XY, b: XY): void {
		const index = this.#stretches.push([a, b]) - 1;
		const [west, east] = [Math.min(a[0], b[0]) - BESIDE_M, Math.max(a[0], b[0]) + BESIDE_M];
		const [south, north] = [Math.min(a[1], b[1]) - BESIDE_M, Math.max(a[1], b[1]) + BESIDE_M];
		for (let column = Math.floor(west / SQUARE_M); column <= Math.floor(east / SQUARE_M); column++) {
			for (let row = Math.floor(south / SQUARE_M); row <= Math.floor(north / SQUARE_M); row++) {
				const key = squareKey(column, row);
				const there = this.#squares.get(key);
				if (there) there.push(index);
				else this.#squares.set(key, [index]);
			}
		}
	}

	#isBeside(at: XY, dx: number, dy: number): boolean {
		const near = this.#squares.get(squareKey(Math.floor(at[0] / SQUARE_M), Math.floor(at[1] / SQUARE_M))) ?? [];
		return near.some((index) => {
			const [a, b] = this.#stretches[index]!;
			const [sx, sy] = [b[0] - a[0], b[1] - a[1]];
			const square = sx * sx + sy * sy;
			if (square === 0) return false;
			// zigzag between parcels is allowed to turn up to 45° away from the street
			if (Math.abs(dx * sx + dy * sy) < Math.SQRT1_2 * Math.hypot(dx, dy) * Math.sqrt(square)) return false;
			const t = Math.max(0, Math.min(1, ((at[0] - a[0]) * sx + (at[1] - a[1]) * sy) / square));
			return Math.hypot(at[0] - a[0] - sx * t, at[1] - a[1] - sy * t) <= BESIDE_M;
		});
	}
}

/** Columns and rows stay far below 2^25. */
function squareKey(column: number, row: number): number {
	return column * 2 ** 26 + row;
}
