import type { XY } from '#domain/place/ring';
import type { Boundary } from '#domain/division/boundary';
import { lineNet, type Link } from '#domain/division/line-net';
import type { Strength } from '#domain/division/parting';
import { trimLines, type Landing, type PlaneLine } from '#domain/division/line-trim';

/** Boundary and parting lines of a community as one plane map: lines that meet in nodes only. */
export interface StreetMap {
	/** Corners of the boundary stand first, by identity, in the order of its sides. */
	readonly nodes: readonly XY[];
	readonly from: readonly number[];
	readonly to: readonly number[];
	readonly cornerCount: number;
	/** Lines of the boundary stand first, in the order of its sides, with the ground on their left. */
	readonly boundaryCount: number;
	readonly strength: readonly Strength[];
}

/** What misses another line by less than this meets it. */
export const SNAP_M = 0.5;

/** Draws the map; null where the lines cannot be put together. */
export function streetMap(ground: Boundary, lines: readonly PlaneLine[]): StreetMap | null {
	const { strokes, landings } = trimLines(lines, ground, SNAP_M);
	const net = lineNet(
		landings.map(({ place }) => place),
		strokes,
		SNAP_M
	);
	if (!net) return null;
	const sheet = new Sheet(ground);
	const landed = new Map(landings.map((landing) => [landing.place, landing]));
	const onBoundary = net.nodes.map((place) => landed.get(place) ?? null);
	const nodeOf = net.nodes.map((place, index) => sheet.node(place, onBoundary[index]!));
	sheet.drawBoundary();
	for (const link of net.links) {
		if (staysInside(link, net.nodes, onBoundary, ground))
			sheet.line(nodeOf[link.from]!, nodeOf[link.to]!, link.strength);
	}
	return sheet;
}

/** Bending a line may lead it over a corner of the boundary: such a piece is left out, and what it closed stays open. */
function staysInside({ from, to }: Link, nodes: readonly XY[], landed: readonly (Landing | null)[], ground: Boundary) {
	const [a, b] = [nodes[from]!, nodes[to]!];
	if (!ground.contains((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)) return false;
	const hair = 1e-6 / Math.hypot(b[0] - a[0], b[1] - a[1]);
	return ground
		.crossings(a, b)
		.every(({ t }) => (t < hair && landed[from] !== null) || (t > 1 - hair && landed[to] !== null));
}

class Sheet implements StreetMap {
	readonly nodes: XY[];
	readonly from: number[] = [];
	readonly to: number[] = [];
	readonly strength: Strength[] = [];
	readonly cornerCount: number;
	boundaryCount = 0;
	readonly #ground: Boundary;
	readonly #landed: { node: number; s: number }[][];

	constructor(ground: Boundary) {
		this.#ground = ground;
		this.nodes = ground.rings.flat();
		this.cornerCount = this.nodes.length;
		this.#landed = this.nodes.map(() => []);
	}

	node(place: XY, landing: Landing | null): number {
		if (landing?.s === 0) return landing.side;
		const node = this.nodes.push(place) - 1;
		if (landing) this.#landed[landing.side]!.push({ node, s: landing.s });
		return node;
	}

	line(from: number, to: number, strength: Strength): void {
		this.from.push(from);
		this.to.push(to);
		this.strength.push(strength);
	}

	drawBoundary(): void {
		const { rings, firstSide } = this.#ground;
		rings.forEach((ring, index) => {
			const first = firstSide[index]!;
			ring.forEach((_, corner) => {
				const landed = this.#landed[first + corner]!.toSorted((one, other) => one.s - other.s);
				const way = [first + corner, ...landed.map(({ node }) => node), first + ((corner + 1) % ring.length)];
				for (let i = 1; i < way.length; i++) this.line(way[i - 1]!, way[i]!, 3);
			});
		});
		this.boundaryCount = this.from.length;
	}
}
