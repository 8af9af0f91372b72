import type { Ring, XY } from '#domain/place/ring';
import { Boundary } from '#domain/division/boundary';
import { joinFaces } from '#domain/division/block-union';
import type { PlaneLine } from '#domain/division/line-trim';
import { lotHomes } from '#domain/division/lot-home';
import { facesOf, joinArcs, OUTSIDE, type Edges } from '#domain/division/partition';
import { planeFaces } from '#domain/division/plane-faces';
import { streetMap, type StreetMap } from '#domain/division/street-map';

/** A community cut into blocks. */
export interface Blocks {
	/** The lines between blocks and around the ground; the owners left and right are blocks. */
	readonly borders: Edges;
	/** Ground of each block. Its corners are the places of the borders' nodes, by identity. */
	readonly grounds: readonly Boundary[];
	/** Houses of each block, as indices, in their order; never none. */
	readonly lots: readonly (readonly number[])[];
}

/**
 * Cuts the ground into blocks along the lines, each with at least one house.
 *
 * @returns null where the lines cannot be put together to a plane map without contradiction.
 */
export function blocksOf(
	ground: Boundary,
	footprints: readonly (readonly Ring[])[],
	lines: readonly PlaneLine[]
): Blocks | null {
	const map = streetMap(ground, lines);
	const faces = map && planeFaces(map);
	if (!map || !faces) return null;
	const homes = lotHomes(footprints, map, faces, ground);
	if (homes.includes(OUTSIDE)) return null;
	const inhabited = faces.areas.map(() => false);
	for (const face of homes) inhabited[face] = true;
	const joined = joinFaces(map, faces, inhabited);
	const houses = new Map<number, number[]>();
	homes.forEach((face, lot) => {
		const block = joined[face]!;
		const there = houses.get(block);
		if (there) there.push(lot);
		else houses.set(block, [lot]);
	});
	const largest = [...houses].reduce((most, one) => (one[1].length > most[1].length ? one : most))[0];
	const numbers = new Map([...houses.keys()].map((block, number) => [block, number]));
	// Ground without houses that nothing leads to, such as an island, is shared by the block with the most of them.
	const blockOf = joined.map((block) => numbers.get(block) ?? numbers.get(largest)!);
	const borders = bordersOf(map, (half) => {
		const face = faces.leftOf[half]!;
		return face === OUTSIDE ? OUTSIDE : blockOf[face]!;
	});
	const polygons = facesOf(joinArcs(borders), houses.size);
	return { borders, grounds: polygons.map(boundaryOf), lots: [...houses.values()] };
}

/** The whole ground as one block. */
export function wholeBlock(ground: Boundary, lotCount: number): Blocks {
	const from = ground.rings.flatMap((ring, index) => ring.map((_, corner) => ground.firstSide[index]! + corner));
	const to = ground.rings.flatMap((ring, index) =>
		ring.map((_, corner) => ground.firstSide[index]! + ((corner + 1) % ring.length))
	);
	const borders = { nodes: ground.rings.flat(), from, to, left: from.map(() => 0), right: from.map(() => OUTSIDE) };
	return { borders, grounds: [ground], lots: [Array.from({ length: lotCount }, (_, lot) => lot)] };
}

function bordersOf(map: StreetMap, blockAt: (half: number) => number): Edges {
	const lines = map.from.map((_, line) => line).filter((line) => blockAt(2 * line) !== blockAt(2 * line + 1));
	const met = new Uint8Array(map.nodes.length);
	for (const line of lines) if (line >= map.boundaryCount) met[map.from[line]!] = met[map.to[line]!] = 1;
	const borders = {
		nodes: map.nodes,
		from: [] as number[],
		to: [] as number[],
		left: [] as number[],
		right: [] as number[]
	};
	for (const line of lines) {
		const from = map.from[line]!;
		// Where a line came to the boundary that is no border after all, the boundary is whole again.
		if (line < map.boundaryCount && from >= map.cornerCount && met[from] === 0) {
			borders.to[borders.to.length - 1] = map.to[line]!;
			continue;
		}
		borders.from.push(from);
		borders.to.push(map.to[line]!);
		borders.left.push(blockAt(2 * line));
		borders.right.push(blockAt(2 * line + 1));
	}
	return borders;
}

function boundaryOf(polygons: readonly (readonly (readonly XY[])[])[]): Boundary {
	return new Boundary(polygons.map((rings) => rings.map((ring) => ring.slice(0, -1))));
}
