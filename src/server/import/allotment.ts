import type { LngLat, LocalPlane } from '#domain/place/coord';
import type { CommunityArea } from '#server/import/community-areas';
import { distanceToOutlineM, groundArea, holds, isNear } from '#server/import/ground-area';

/** A building this far outside every community still goes to the nearest one; beyond, it is left out. */
export const NEAR_COMMUNITY_M = 200;

/** Finds the community of a place: the one around it, else the nearest within 200 m, else null. */
export function communityFinder(areas: readonly CommunityArea[], plane: LocalPlane): (place: LngLat) => number | null {
	const grounds = areas.map((area) => groundArea(area.boundary, plane));
	return (place) => {
		const [x, y] = plane.toMetres(place);
		const around = grounds.findIndex((ground) => holds(ground, x, y));
		if (around >= 0) return around;
		let [nearest, best]: [number | null, number] = [null, NEAR_COMMUNITY_M];
		grounds.forEach((ground, index) => {
			if (!isNear(ground.bounds, x, y, NEAR_COMMUNITY_M)) return;
			const distance = distanceToOutlineM(ground, x, y);
			if (distance <= best) [nearest, best] = [index, distance];
		});
		return nearest;
	};
}
