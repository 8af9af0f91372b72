import { layField } from '#server/demo/ground/city-field';
import type { CityField } from '#server/demo/ground/city-field';
import { nameCity } from '#server/demo/ground/city-names';
import { settleCity } from '#server/demo/ground/city-quarters';
import { CORE_RADIUS_M, mainStreets } from '#server/demo/ground/city-streets';
import type { Sketch } from '#server/demo/ground/sketch';
import type { Random } from '#server/demo/random';
import type { Line, Point } from '#server/demo/shape/plane';
import { rectangle } from '#server/demo/shape/polygon';
import { ringThrough } from '#server/demo/shape/polyline';

/** How large a town is to be drawn. */
export interface CityWanted {
	readonly communities: number;
	readonly subdistricts: number;
	/** Square metres within the ring road. */
	readonly areaM2: number;
}

/**
 * Sketches a large town: an old core within its ring, a grid that follows the river's bends and thins out, works at
 * the edge, a new centre. The same stream of chance gives the same sketch.
 */
export function sketchCity(random: Random, wanted: CityWanted): Sketch {
	const field = layField(random.fork('field'), wanted.areaM2);
	const coreRing = coreRingOf(random.fork('core'));
	const [reachX, reachY] = [field.halfX * 1.36, field.halfY * 1.4];
	const paper = rectangle([0, 0], 2 * reachX + 300, 2 * reachY + 300, 0);
	const arterials = mainStreets(field, ringThrough(coreRing), paper, random.fork('main streets'));
	return {
		arterials,
		coreRing,
		river: along(field, field.riverV, reachX + 600, 420),
		railway: along(field, field.railV, reachX + 600, 700),
		frame: [-reachX, -reachY, reachX, reachY],
		countryRoads: countryRoads(field),
		rim: ['ring'],
		railBounds: false,
		riverEnds: ['ring'],
		bankReach: [-field.halfX * 1.2, field.halfX * 1.2],
		townReach: [-field.halfX, field.halfX],
		nudgeM: 0,
		footbridges: [0.12, 0.27, 0.4, 0.57, 0.66, 0.81, 0.93],
		gathersStrays: true,
		settle: (faces) => {
			const settled = settleCity(faces, { field, wanted, random: random.fork('quarters') });
			return { quarters: settled.quarters, gazetteer: nameCity(settled, arterials, random.fork('names')) };
		}
	};
}

function coreRingOf(random: Random): Point[] {
	return Array.from({ length: 12 }, (_, i): Point => {
		const angle = (i / 12) * 2 * Math.PI;
		const radius = CORE_RADIUS_M * random.between(0.93, 1.07);
		return [radius * 1.12 * Math.cos(angle), radius * 0.92 * Math.sin(angle)];
	});
}

function along(field: CityField, v: number, reach: number, step: number): Line {
	const count = Math.ceil((2 * reach) / step);
	return Array.from({ length: count + 1 }, (_, i) => field.place(-reach + (2 * reach * i) / count, v));
}

/** Roads between villages, a mile beyond the last houses. */
function countryRoads({ halfX, halfY }: CityField): Sketch['countryRoads'] {
	const road = (from: Point, to: Point) => ({
		controls: Array.from({ length: 7 }, (_, i): Point => {
			const t = i / 6;
			const sway = 190 * Math.sin(t * 9 + from[0]);
			return [from[0] + (to[0] - from[0]) * t + sway, from[1] + (to[1] - from[1]) * t + sway];
		})
	});
	const [x, y] = [halfX * 1.42, halfY * 1.46];
	return [
		road([-halfX * 1.2, -y], [-halfX * 1.24, y]),
		road([halfX * 1.22, -y], [halfX * 1.25, y]),
		road([-x, halfY * 1.24], [x, halfY * 1.22]),
		road([-x, -halfY * 1.22], [x, -halfY * 1.26])
	];
}
