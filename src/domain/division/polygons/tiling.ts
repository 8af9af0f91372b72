import type { Finding } from '#domain/division/polygons/finding';
import { gapsOf } from '#domain/division/polygons/gaps';
import { placeInside, type Levels } from '#domain/division/polygons/levels';
import { overlapsOf, SLIVER_WIDTH_M, type Piece } from '#domain/division/polygons/overlaps';
import type { Shape } from '#domain/division/polygons/shape';
import type { OpenGround } from '#domain/division/polygons/whole';
import type { LocalPlane } from '#domain/place/coord';
import { perimeter, ringContains } from '#domain/place/ring';

/** Where polygons of one level leave ground out or claim it twice. */
export interface Tiling {
	readonly gaps: readonly Piece[];
	readonly overlaps: readonly Piece[];
}

/** Less ground than a small room. */
const SLIVER_AREA_M2 = 15;

/**
 * Measures gaps and overlaps: overlaps among the polygons of each level, gaps on the finest level of the file, within
 * the community where it is known.
 */
export function measureTiling(
	{ areas, stairs }: Levels,
	open: OpenGround | null,
	findings: Finding[],
	plane: LocalPlane
): Tiling {
	const gaps: Piece[] = [];
	const overlaps: Piece[] = [];
	const finest = stairs.length > 0 ? stairs : areas;
	for (const shapes of new Set([areas, finest])) {
		const found = overlapsOf(shapes);
		overlaps.push(...found.pieces);
		for (const piece of found.pieces) findings.push(told('overlap', piece, shapes, plane));
		for (const pair of found.failed) {
			findings.push({ kind: 'unmeasured', done: 'said-only', features: pair.map((place) => shapes[place]!.feature) });
		}
		if (shapes !== finest) continue;
		const overlapping = new Set([...found.pieces.flatMap(({ between }) => between), ...found.failed.flat()]);
		const left = gapsOf(shapes, overlapping, open?.polygons ?? null);
		if (!left) findings.push({ kind: 'unmeasured', done: 'said-only', features: [] });
		gaps.push(...(left ?? []));
		for (const piece of left ?? []) findings.push(withBuildings(told('gap', piece, shapes, plane), piece, open, plane));
	}
	for (const shape of [...areas, ...stairs]) tellSliver(shape, findings, plane);
	return { gaps, overlaps };
}

function told(of: 'gap' | 'overlap', piece: Piece, shapes: readonly Shape[], plane: LocalPlane): Finding {
	const isSliver = piece.widthM < SLIVER_WIDTH_M;
	return {
		kind: isSliver ? 'sliver' : of,
		done: of === 'gap' ? 'ground-follows-buildings' : 'smaller-wins',
		features: piece.between.map((place) => shapes[place]!.feature),
		at: plane.toLngLat(...placeInside({ polygons: [piece.rings] })),
		areaM2: rounded(piece.areaM2),
		...(isSliver ? { metres: Math.round(piece.widthM * 100) / 100, of } : {})
	};
}

/** How many buildings stand in a gap. */
function withBuildings(finding: Finding, { rings }: Piece, open: OpenGround | null, plane: LocalPlane): Finding {
	if (!open || finding.kind === 'sliver') return finding;
	const count = open.buildings.filter(({ door }) => {
		const [x, y] = plane.toMetres(door);
		return rings.reduce((inside, ring) => (ringContains(ring, x, y) ? !inside : inside), false);
	}).length;
	return count > 0 ? { ...finding, count } : finding;
}

function tellSliver(shape: Shape, findings: Finding[], plane: LocalPlane): void {
	const length = shape.polygons.flat().reduce((sum, ring) => sum + perimeter(ring), 0);
	const widthM = (2 * shape.areaM2) / length;
	if (widthM >= SLIVER_WIDTH_M && shape.areaM2 >= SLIVER_AREA_M2) return;
	findings.push({
		kind: 'sliver',
		of: 'cell',
		done: 'said-only',
		features: [shape.feature],
		at: plane.toLngLat(...placeInside(shape)),
		areaM2: rounded(shape.areaM2),
		metres: Math.round(widthM * 100) / 100
	});
}

/** Square metres as they are read: whole ones, of small pieces a decimal more. */
function rounded(areaM2: number): number {
	return areaM2 < 10 ? Math.round(areaM2 * 10) / 10 : Math.round(areaM2);
}
