import type { Stretches } from '#domain/reach/pieces';

/** A disc that belongs to the area whatever the streets do. */
export interface Disc {
	readonly x: number;
	readonly y: number;
	readonly radiusM: number;
}

/**
 * How far every grid point lies outside the area: metres, negative inside. Grid points stand at whole multiples of
 * the cell size in the plane, so that an area that is drawn again elsewhere does not shiver.
 */
export interface DistanceField {
	readonly west: number;
	readonly south: number;
	readonly cellM: number;
	readonly width: number;
	readonly height: number;
	/** The first width × height entries, row by row from the south. The outermost ones are all outside. */
	readonly values: Float32Array;
}

/** Memory that is used again from one field to the next. */
export class FieldScratch {
	#values: Float32Array = new Float32Array(0);
	#nextShallow: Int32Array = new Int32Array(0);

	/** Room for at least `count` of each, their content undefined. */
	room(count: number): { values: Float32Array; nextShallow: Int32Array } {
		if (this.#values.length < count) {
			this.#values = new Float32Array(Math.ceil(count * 1.5));
			this.#nextShallow = new Int32Array(Math.ceil(count * 1.5));
		}
		return { values: this.#values, nextShallow: this.#nextShallow };
	}
}

/** Farther outside than anything that is measured. */
const FAR_M = 1e6;

/**
 * Distance to the nearest stretch less `radiusM`, and to each disc's rim, whichever is less; exact wherever the
 * border of the area can pass. Null where there is neither stretch nor disc.
 *
 * Most of a town lies far inside its area. A first pass marks what is deep inside, so that the second one, which looks
 * farther around every stretch, leaps over it.
 */
export function distanceField(
	stretches: Stretches,
	radiusM: number,
	discs: readonly Disc[],
	cellM: number,
	scratch: FieldScratch
): DistanceField | null {
	const frame = frameOf(stretches, radiusM, discs, cellM);
	if (!frame) return null;
	const count = frame.width * frame.height;
	const { values, nextShallow } = scratch.room(count + 1);
	const field: DistanceField = { ...frame, values };
	values.fill(FAR_M * FAR_M, 0, count);
	// deeper inside than a cell's diagonal the border cannot pass: no need to know how deep
	const deepM = Math.max(0, radiusM - cellM * Math.SQRT2);
	for (let k = 0; k <= count; k++) nextShallow[k] = k;
	for (let i = 0; i < stretches.count; i++) stampStretch(field, stretches.coords, i * 4, deepM, nextShallow);
	for (let k = count - 1; k >= 0; k--) if (values[k]! <= deepM * deepM) nextShallow[k] = nextShallow[k + 1]!;
	for (let i = 0; i < stretches.count; i++) {
		stampStretch(field, stretches.coords, i * 4, radiusM + cellM, nextShallow);
	}
	for (let k = 0; k < count; k++) values[k] = Math.sqrt(values[k]!) - radiusM;
	for (const disc of discs) stampDisc(field, disc);
	return field;
}

function frameOf(
	stretches: Stretches,
	radiusM: number,
	discs: readonly Disc[],
	cellM: number
): Omit<DistanceField, 'values'> | null {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	const cover = (x: number, y: number, radius: number) => {
		if (x - radius < west) west = x - radius;
		if (x + radius > east) east = x + radius;
		if (y - radius < south) south = y - radius;
		if (y + radius > north) north = y + radius;
	};
	for (let i = 0; i < stretches.count * 2; i++) {
		cover(stretches.coords[2 * i]!, stretches.coords[2 * i + 1]!, radiusM);
	}
	for (const disc of discs) cover(disc.x, disc.y, disc.radiusM);
	if (west > east) return null;
	const column = Math.floor(west / cellM) - 1;
	const row = Math.floor(south / cellM) - 1;
	return {
		west: column * cellM,
		south: row * cellM,
		cellM,
		width: Math.ceil(east / cellM) + 2 - column,
		height: Math.ceil(north / cellM) + 2 - row
	};
}

/**
 * Lowers the squared distance of the grid points within `around` of the stretch at `at`. `nextShallow` leads from
 * every grid point to itself, or from one that is deep inside to the next that is not.
 */
function stampStretch(
	field: DistanceField,
	coords: Float32Array,
	at: number,
	around: number,
	nextShallow: Int32Array
): void {
	const { west, south, cellM, width, values } = field;
	const x0 = coords[at]! - west;
	const y0 = coords[at + 1]! - south;
	const dx = coords[at + 2]! - west - x0;
	const dy = coords[at + 3]! - south - y0;
	// the frame has room for the border on every side, but not for all of `around`
	const left = Math.max(0, Math.ceil((x0 + Math.min(0, dx) - around) / cellM));
	const right = Math.min(width - 1, Math.floor((x0 + Math.max(0, dx) + around) / cellM));
	const bottom = Math.max(0, Math.ceil((y0 + Math.min(0, dy) - around) / cellM));
	const top = Math.min(field.height - 1, Math.floor((y0 + Math.max(0, dy) + around) / cellM));
	const square = dx * dx + dy * dy;
	const inverse = square === 0 ? 0 : 1 / square;
	for (let row = bottom; row <= top; row++) {
		const py = row * cellM - y0;
		const start = row * width;
		const end = start + right;
		for (let k = nextShallow[start + left]!; k <= end; k = nextShallow[k + 1]!) {
			const px = (k - start) * cellM - x0;
			let share = (px * dx + py * dy) * inverse;
			share = share < 0 ? 0 : share > 1 ? 1 : share;
			const ox = px - share * dx;
			const oy = py - share * dy;
			const distance = ox * ox + oy * oy;
			if (distance < values[k]!) values[k] = distance;
		}
	}
}

function stampDisc(field: DistanceField, { x, y, radiusM }: Disc): void {
	const { west, south, cellM, width, height, values } = field;
	const around = radiusM + cellM;
	const left = Math.max(0, Math.ceil((x - west - around) / cellM));
	const right = Math.min(width - 1, Math.floor((x - west + around) / cellM));
	const bottom = Math.max(0, Math.ceil((y - south - around) / cellM));
	const top = Math.min(height - 1, Math.floor((y - south + around) / cellM));
	for (let row = bottom; row <= top; row++) {
		for (let column = left; column <= right; column++) {
			const outside = Math.hypot(west + column * cellM - x, south + row * cellM - y) - radiusM;
			const k = row * width + column;
			if (outside < values[k]!) values[k] = outside;
		}
	}
}
