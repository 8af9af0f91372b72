import type { LngLat, LocalPlane } from '#domain/place/coord';
import type { SurveyWay, WayClass } from '#domain/place/survey';
import { BlockRaster } from '#server/import/block-raster';
import { mergeSmallBlocks } from '#server/import/merge-blocks';

/** Streets that part one block from the next. Service lanes and paths run inside blocks. */
const PARTING: ReadonlySet<WayClass> = new Set(['trunk', 'primary', 'secondary', 'tertiary', 'residential']);
/** What parts a block that is far too large for one living area, such as a campus or a hillside. */
const FINER: ReadonlySet<WayClass> = new Set([
	...PARTING,
	'service',
	'pedestrian',
	'track',
	'footway',
	'path',
	'steps'
]);

/** A block with fewer buildings is joined to a neighbour. */
const MIN_BUILDINGS = 30;
/** A block with more is parted once more, along lanes and paths. */
const MAX_BUILDINGS = 200;

/** The block of each building: a number from 0, equal for buildings of the same block. */
export type BlockFinder = (buildings: readonly LngLat[]) => number[];

/**
 * Finds blocks: buildings with no street of class residential or above between them. Blocks of fewer than 30
 * buildings are joined, blocks of more than 200 parted along lanes and paths where there are any.
 *
 * Blocks are found by flooding a raster whose cells are 4 m or, where the ground is wide, a little more: streets on
 * the map need not meet cleanly for that.
 */
export function blockFinder(ways: readonly SurveyWay[], plane: LocalPlane): BlockFinder {
	const lines = ways.flatMap((way): StreetLine[] =>
		way.tunnel ? [] : [{ class: way.class, line: way.line.map((point) => plane.toMetres(point)) }]
	);
	return (buildings) => {
		const points = buildings.map((point) => plane.toMetres(point));
		const blocks = partedBy(points, lines, PARTING).flatMap((block) => {
			if (block.length <= MAX_BUILDINGS) return [block];
			const inside = block.map((index) => points[index]!);
			return partedBy(inside, lines, FINER).map((part) => part.map((index) => block[index]!));
		});
		const blockOf: number[] = points.map(() => 0);
		blocks.forEach((block, number) => block.forEach((index) => (blockOf[index] = number)));
		return blockOf;
	};
}

interface StreetLine {
	readonly class: WayClass;
	readonly line: readonly (readonly [number, number])[];
}

/** Indices of the points, grouped by the block they lie in. */
function partedBy(
	points: readonly (readonly [number, number])[],
	lines: readonly StreetLine[],
	parting: ReadonlySet<WayClass>
): number[][] {
	if (points.length === 0) return [];
	const raster = new BlockRaster(points);
	for (const { class: kind, line } of lines) if (parting.has(kind)) raster.drawLine(line);
	const labels = raster.flood();
	const labelOf = points.map(([x, y]) => raster.labelNear(labels, x, y));
	const merged = mergeSmallBlocks(labelOf, raster.borders(labels, new Set(labelOf)), MIN_BUILDINGS);
	const groups = new Map<number, number[]>();
	merged.forEach((label, index) => {
		const group = groups.get(label);
		if (group) group.push(index);
		else groups.set(label, [index]);
	});
	return [...groups.values()];
}
