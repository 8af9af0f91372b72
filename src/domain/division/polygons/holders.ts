import Flatbush from 'flatbush';
import type { Box, Shape } from '#domain/division/polygons/shape';
import { distanceToSegment } from '#domain/place/ring';

/** How many boxes are looked into for the nearest ground. */
const MOST_NEAR = 40;

/** In no polygon. */
export const NOWHERE = -1;

/** The polygons that buildings are put into, ready for many questions. Of two that lie on one another the smaller holds. */
export class Holders {
	readonly shapes: readonly Shape[];
	readonly #index: Flatbush | null;

	constructor(shapes: readonly Shape[]) {
		this.shapes = shapes;
		this.#index = shapes.length > 0 ? new Flatbush(shapes.length) : null;
		for (const { box } of shapes) this.#index?.add(...box);
		this.#index?.finish();
	}

	/** Places of the shapes near a box, the smallest ground first. */
	near([west, south, east, north]: Box): readonly number[] {
		const found = this.#index?.search(west, south, east, north) ?? [];
		return found.length < 2 ? found : found.sort((a, b) => this.shapes[a]!.areaM2 - this.shapes[b]!.areaM2 || a - b);
	}

	/** The shape whose outline is nearest to a point, `NOWHERE` where none is within so many metres. */
	nearest(x: number, y: number, withinM: number): number {
		let [best, least] = [NOWHERE, withinM];
		for (const place of this.#index?.neighbors(x, y, MOST_NEAR, withinM) ?? []) {
			for (const ring of this.shapes[place]!.polygons.flat()) {
				for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
					const away = distanceToSegment([x, y], ring[j]!, ring[i]!);
					if (away < least) [best, least] = [place, away];
				}
			}
		}
		return best;
	}

	/** Which of these shapes holds a point, `NOWHERE` where none does. */
	at(x: number, y: number, among: readonly number[]): number {
		for (const place of among) {
			const { box, ground } = this.shapes[place]!;
			if (x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3] && ground.contains(x, y)) return place;
		}
		return NOWHERE;
	}
}
