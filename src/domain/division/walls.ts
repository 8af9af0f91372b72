import Flatbush from 'flatbush';
import { distanceToSegment, type Ring, type XY } from '#domain/place/ring';

/** Walls of many houses, for asking how near a house's neighbours stand. */
export class Walls {
	readonly #ends: [XY, XY][] = [];
	readonly #houseOf: number[] = [];
	readonly #index: Flatbush | null;

	/** @param houses rings of each house, in metres. */
	constructor(houses: readonly (readonly Ring[])[]) {
		houses.forEach((rings, house) => {
			for (const ring of rings) {
				for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
					this.#ends.push([ring[j]!, ring[i]!]);
					this.#houseOf.push(house);
				}
			}
		});
		this.#index = this.#ends.length > 0 ? new Flatbush(this.#ends.length) : null;
		for (const [a, b] of this.#ends) {
			this.#index?.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
		}
		this.#index?.finish();
	}

	/** Metres from a wall of `house` to the nearest wall of another house; `withinM` where none is nearer. */
	gapM(house: number, a: XY, b: XY, withinM: number): number {
		const near = this.#index?.search(
			Math.min(a[0], b[0]) - withinM,
			Math.min(a[1], b[1]) - withinM,
			Math.max(a[0], b[0]) + withinM,
			Math.max(a[1], b[1]) + withinM,
			(wall) => this.#houseOf[wall] !== house
		);
		return (near ?? []).reduce((least, wall) => {
			const [p, q] = this.#ends[wall]!;
			return Math.min(
				least,
				distanceToSegment(a, p, q),
				distanceToSegment(b, p, q),
				distanceToSegment(p, a, b),
				distanceToSegment(q, a, b)
			);
		}, withinM);
	}
}
