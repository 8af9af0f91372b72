import type { MultiPolygon, Position } from 'geojson';
import type { LocalPlane } from '#domain/place/coord';
import { ContourScratch, contourRings, polygonsOf, type Ring } from '#domain/reach/contour';
import { simplifyStreets, type DrawnStreets } from '#domain/reach/drawn-streets';
import { FieldScratch, distanceField, type Disc } from '#domain/reach/distance-field';
import { Stretches, reachedStretches } from '#domain/reach/pieces';
import type { StreetSearch } from '#domain/reach/search';
import type { StreetPoint } from '#domain/reach/snap';
import type { StreetNetwork } from '#domain/reach/street-network';

/** How finely and how far from the street an area is drawn, in metres. */
export interface Drawing {
	readonly cellM: number;
	/** The straight walk off the street that still counts. */
	readonly offStreetM: number;
}

export const DRAWING: Drawing = { cellM: 25, offStreetM: 75 };

const BEND_M = 2;

/**
 * Draws service areas from the streets a search has reached.
 *
 * A place is inside where some walk fits the budget: along streets, then straight off them for at most `offStreetM`.
 * Walking the last `offStreetM` straight is never slower than along the street, so that area is exactly everything
 * within `offStreetM` of the streets that are reached with that much left over, and, where a walk has just begun,
 * the discs around its sources. The field of that distance is sampled every `cellM` and its border interpolated.
 *
 * Areas of one search nest: what is inside at five minutes is inside at ten.
 */
export class AreaDrawer {
	readonly #streets: DrawnStreets;
	readonly #stretches = new Stretches();
	readonly #field = new FieldScratch();
	readonly #contour = new ContourScratch();

	/** For the areas of searches on this network. Bends that move a street by at most `bendM` are not drawn. */
	constructor(network: StreetNetwork, bendM = BEND_M) {
		this.#streets = simplifyStreets(network, bendM);
	}

	/**
	 * The area within `costDm` level decimetres, which the search's last run must have covered. `starts` are the
	 * places the walks start from, where they stand off the street: each is inside its own area. WGS-84, outer rings
	 * counter-clockwise (RFC 7946), seven decimals; without any ground an empty MultiPolygon.
	 */
	draw(
		search: StreetSearch,
		plane: LocalPlane,
		costDm: number,
		starts: readonly Disc[] = [],
		drawing: Drawing = DRAWING
	): MultiPolygon {
		const reach = costDm - drawing.offStreetM * 10;
		const stretches = reachedStretches(search, this.#streets, reach, this.#stretches);
		const field = distanceField(stretches, drawing.offStreetM, starts, drawing.cellM, this.#field);
		const rings = field ? contourRings(field, this.#contour) : [];
		return {
			type: 'MultiPolygon',
			coordinates: polygonsOf(rings).map(({ outer, holes }) => [outer, ...holes].map((ring) => inDegrees(ring, plane)))
		};
	}
}

/**
 * The ground that is reached straight from where walks start: around the point where each meets the street, with
 * what is left after the access, and around the place itself.
 */
export function startDiscs(
	sources: readonly StreetPoint[],
	places: readonly (readonly [x: number, y: number])[],
	costDm: number,
	offStreetM = DRAWING.offStreetM
): Disc[] {
	const atStreets = sources
		.filter(({ accessDm }) => accessDm < costDm)
		.map(({ x, y, accessDm }) => ({ x, y, radiusM: Math.min(offStreetM, (costDm - accessDm) / 10) }));
	return [...atStreets, ...places.map(([x, y]) => ({ x, y, radiusM: Math.min(offStreetM, costDm / 10) }))];
}

/** A centimetre: coarser, and crossings of a fine grid could fall together. */
const PER_DEGREE = 1e7;

function inDegrees(ring: Ring, plane: LocalPlane): Position[] {
	const line: Position[] = [];
	for (let i = 0; i < ring.length; i += 2) {
		const [lng, lat] = plane.toLngLat(ring[i]!, ring[i + 1]!);
		line.push([Math.round(lng * PER_DEGREE) / PER_DEGREE, Math.round(lat * PER_DEGREE) / PER_DEGREE]);
	}
	line.push(line[0]!);
	return line;
}
