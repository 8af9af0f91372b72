import type { BuildingKind, GroundFeature, WayClass } from '#domain/place/survey';
import type { Quarter } from '#server/demo/ground/quarters';
import { boundsOf, contains, distance, nearestOnSegment, segmentGap, sides, stretches } from '#server/demo/shape/plane';
import type { Line, Point, Ring } from '#server/demo/shape/plane';

export interface DraftWay {
	readonly class: WayClass;
	readonly name: string;
	readonly bridge: boolean;
	readonly tunnel: boolean;
	/** Line of the street plan; null for ways inside of lots and parks. */
	readonly line: number | null;
	/** Node numbers of the board; equal where ways meet. */
	readonly keys: number[];
	/** Gates on the way by node number: passable or shut. */
	readonly gates: ReadonlyMap<number, boolean>;
}

/** What a building is in the town, which says more than its kind. */
export type BuildingRole =
	| 'slab'
	| 'tower'
	| 'court'
	| 'shop'
	| 'shophouse'
	| 'hall'
	| 'office'
	| 'teaching'
	| 'ward'
	| 'mall'
	| 'public'
	| 'shed'
	| 'dormitory';

export interface DraftBuilding {
	readonly role: BuildingRole;
	readonly kind: BuildingKind;
	readonly block: number;
	readonly compound: number | null;
	readonly levels: number;
	readonly ring: Ring;
	readonly door: Point;
	readonly units: number;
	/** Dwellings in one unit, lived in or not. */
	readonly dwellings: number;
	/** Square metres of floor, for employees. */
	readonly floorM2: number;
	/** A word for the building where its number in the compound is not its name. */
	readonly label: string;
}

export interface DraftCompound {
	readonly block: number;
	readonly ring: Ring;
	readonly quarter: Quarter;
	/** Where the main gate meets the street: the address hangs on it. */
	readonly gate: Point;
	readonly street: string;
	readonly label: string;
}

export interface DraftGround {
	readonly class: GroundFeature['class'];
	readonly name: string;
	/** The block whose name it bears: a park or a square. */
	readonly block?: number;
	readonly shape: 'area' | 'line' | 'point';
	readonly points: readonly Point[];
}

/** Distances in metres that a new building keeps. */
export interface Clearance {
	readonly buildings: number;
	readonly ways: number;
}

/** The drawing board: everything drawn so far, and whether there is still room somewhere. */
export interface Board {
	readonly nodes: Point[];
	readonly ways: DraftWay[];
	readonly buildings: DraftBuilding[];
	readonly compounds: DraftCompound[];
	readonly ground: DraftGround[];
	addNode(point: Point): number;
	addWay(way: DraftWay): void;
	/** The nearest place on an accepted way, which gets a node there. Null beyond `reach` metres. */
	meet(
		point: Point,
		reach: number,
		accept: (way: DraftWay) => boolean
	): { key: number; at: Point; way: DraftWay } | null;
	hasRoom(ring: Ring, clearance: Clearance): boolean;
	/** Draws the building if nothing is in its way; says whether it was drawn. */
	place(building: DraftBuilding, clearance?: Clearance): boolean;
	/** Keeps buildings off a piece of ground, e.g. water. */
	reserve(ring: Ring): void;
}

interface Obstacle {
	readonly ring: Ring | null;
	readonly line: Line;
}

const CELL_M = 60;
const USUAL: Clearance = { buildings: 4, ways: 2.2 };

export function createBoard(): Board {
	const board = {
		nodes: [] as Point[],
		ways: [] as DraftWay[],
		buildings: [] as DraftBuilding[],
		compounds: [] as DraftCompound[],
		ground: [] as DraftGround[]
	};
	const index = new Map<number, Obstacle[]>();
	const waysNear = wayIndex(board);
	const remember = (obstacle: Obstacle) => {
		for (const key of cellsOf(obstacle.line, 0)) {
			const cell = index.get(key);
			if (cell) cell.push(obstacle);
			else index.set(key, [obstacle]);
		}
	};
	const hasRoom = (ring: Ring, clearance: Clearance) => {
		const near = new Set(cellsOf(ring, 12).flatMap((key) => index.get(key) ?? []));
		return [...near].every((obstacle) => isClear(ring, obstacle, clearance));
	};
	return {
		...board,
		hasRoom,
		addNode: (point) => board.nodes.push(point) - 1,
		addWay(way) {
			board.ways.push(way);
			waysNear.remember(board.ways.length - 1);
			for (const stretch of stretches(way.keys.map((key) => board.nodes[key] as Point)))
				remember({ ring: null, line: stretch });
		},
		meet: (point, reach, accept) => meet(board, waysNear.around(point, reach), { point, reach, accept }),
		place(building, clearance = USUAL) {
			if (!hasRoom(building.ring, clearance)) return false;
			board.buildings.push(building);
			remember({ ring: building.ring, line: [...building.ring, building.ring[0] as Point] });
			return true;
		},
		reserve: (ring) => remember({ ring, line: [...ring, ring[0] as Point] })
	};
}

function cellsOf(points: readonly Point[], margin: number): number[] {
	const [west, south, east, north] = boundsOf(points, margin).map((value) => Math.floor(value / CELL_M)) as [
		number,
		number,
		number,
		number
	];
	const keys: number[] = [];
	for (let x = west; x <= east; x++) for (let y = south; y <= north; y++) keys.push(x * 4096 + y);
	return keys;
}

function isClear(ring: Ring, obstacle: Obstacle, clearance: Clearance): boolean {
	const margin = obstacle.ring ? clearance.buildings : clearance.ways;
	const [west, south, east, north] = boundsOf(ring, margin);
	const other = boundsOf(obstacle.line);
	if (other[2] < west || other[0] > east || other[3] < south || other[1] > north) return true;
	if (obstacle.ring && (contains(obstacle.ring, ring[0] as Point) || contains(ring, obstacle.ring[0] as Point)))
		return false;
	if (contains(ring, obstacle.line[0] as Point)) return false;
	return sides(ring).every(([a, b]) => stretches(obstacle.line).every(([c, d]) => segmentGap(a, b, c, d) >= margin));
}

type Paths = { readonly nodes: Point[]; readonly ways: DraftWay[] };

/** Which ways run through which squares. A node put into a way later lies on the way, so nothing has to be moved. */
function wayIndex({ nodes, ways }: Paths): {
	remember(way: number): void;
	around(point: Point, reach: number): DraftWay[];
} {
	const index = new Map<number, number[]>();
	return {
		remember(way) {
			const points = ways[way]?.keys.map((key) => nodes[key] as Point) ?? [];
			for (const key of new Set(stretches(points).flatMap((stretch) => cellsOf(stretch, 0)))) {
				const cell = index.get(key);
				if (cell) cell.push(way);
				else index.set(key, [way]);
			}
		},
		around(point, reach) {
			const near = new Set(cellsOf([point], reach).flatMap((key) => index.get(key) ?? []));
			return [...near].sort((a, b) => a - b).map((way) => ways[way] as DraftWay);
		}
	};
}

function meet(
	board: Paths,
	ways: readonly DraftWay[],
	{ point, reach, accept }: { point: Point; reach: number; accept: (way: DraftWay) => boolean }
): { key: number; at: Point; way: DraftWay } | null {
	let best: { way: DraftWay; after: number; at: Point; gap: number } | null = null;
	for (const way of ways) {
		if (!accept(way)) continue;
		for (let i = 1; i < way.keys.length; i++) {
			const a = board.nodes[way.keys[i - 1] as number] as Point;
			const b = board.nodes[way.keys[i] as number] as Point;
			if (Math.min(a[0], b[0]) > point[0] + reach || Math.max(a[0], b[0]) < point[0] - reach) continue;
			const foot = nearestOnSegment(point, a, b);
			if (foot.distance < (best?.gap ?? reach)) best = { way, after: i - 1, at: foot.at, gap: foot.distance };
		}
	}
	if (!best) return null;
	const { way, after, at } = best;
	const existing = [way.keys[after] as number, way.keys[after + 1] as number].find(
		(key) => distance(board.nodes[key] as Point, at) < 5
	);
	if (existing !== undefined) return { key: existing, at: board.nodes[existing] as Point, way };
	const key = board.nodes.push(at) - 1;
	way.keys.splice(after + 1, 0, key);
	return { key, at, way };
}
