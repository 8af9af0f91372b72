import Flatbush from 'flatbush';
import type { Strength } from '#domain/division/parting';
import { distanceToSegment, turn, type XY } from '#domain/place/ring';

/** Lines that meet in nodes only: no two of them cross, and nodes are farther apart than the snapping distance. */
export interface LineNet {
	readonly nodes: readonly XY[];
	readonly links: readonly Link[];
}

/** A straight line between two nodes. */
export interface Link {
	readonly from: number;
	readonly to: number;
	readonly strength: Strength;
}

/** Bending lines to nodes can make new crossings; far fewer rounds are ever needed. */
const MAX_ROUNDS = 20;
/**
 * Nodes stand farther apart than lines bend, by more than √2: else of two nodes side by side at the end of a line each
 * could lie near the line to the other, and it would swing between them for ever.
 */
const NODES_APART = 1.42;

/**
 * Puts lines together to a net: they are parted where they cross, and what misses another by less than `snapM` is
 * bent to it (snap rounding after Hobby 1999, to nodes that are there instead of to a grid). Nodes never move.
 *
 * @param fixed places that become nodes as they are, by identity, as long as they are `snapM` apart.
 * @param strokes straight lines, in metres.
 * @returns null where the lines do not come to rest.
 */
export function lineNet(fixed: readonly XY[], strokes: readonly Stroke[], snapM: number): LineNet | null {
	const places = new SnappedNodes(NODES_APART * snapM);
	for (const place of fixed) places.at(place);
	let fresh = new LinkSet();
	for (const { a, b, strength } of strokes) fresh.add(places.at(a), places.at(b), strength);
	const settled = new LinkSet();
	for (let round = 0; round < MAX_ROUNDS; round++) {
		const links = [...settled.links(), ...fresh.links()];
		const cuts = cutsOf(links, settled.size, places, snapM);
		if (cuts.size === 0) return { nodes: places.nodes, links };
		const next = new LinkSet();
		links.forEach((link, index) => {
			const nodes = cuts.get(index);
			if (!nodes) return settled.add(link.from, link.to, link.strength);
			settled.remove(link);
			const way = alongLink(link, nodes, places.nodes);
			for (let i = 1; i < way.length; i++) next.add(way[i - 1]!, way[i]!, link.strength);
		});
		for (const link of next.links()) settled.absorb(link, next);
		fresh = next;
	}
	return null;
}

export interface Stroke {
	readonly a: XY;
	readonly b: XY;
	readonly strength: Strength;
}

/** Links without doubles; of two on the same nodes the stronger one counts. */
class LinkSet {
	readonly #links = new Map<string, Link>();

	get size(): number {
		return this.#links.size;
	}

	add(from: number, to: number, strength: Strength): void {
		if (from === to) return;
		const key = keyOf(from, to);
		const known = this.#links.get(key);
		this.#links.set(key, known && known.strength > strength ? known : { from, to, strength });
	}

	remove({ from, to }: Link): void {
		this.#links.delete(keyOf(from, to));
	}

	/** A new link that lies on one already here is no new one. */
	absorb(link: Link, newcomers: LinkSet): void {
		if (!this.#links.has(keyOf(link.from, link.to))) return;
		this.add(link.from, link.to, link.strength);
		newcomers.remove(link);
	}

	links(): Link[] {
		return [...this.#links.values()];
	}
}

function keyOf(from: number, to: number): string {
	return from < to ? `${from} ${to}` : `${to} ${from}`;
}

/** Places that are at least `snapM` apart: what comes nearer to one is that one. */
class SnappedNodes {
	readonly nodes: XY[] = [];
	readonly #grid = new Map<string, number[]>();
	readonly #snapM: number;

	constructor(snapM: number) {
		this.#snapM = snapM;
	}

	at(place: XY): number {
		const [column, row] = [Math.floor(place[0] / this.#snapM), Math.floor(place[1] / this.#snapM)];
		let [nearest, least] = [-1, this.#snapM];
		for (let dx = -1; dx <= 1; dx++) {
			for (let dy = -1; dy <= 1; dy++) {
				for (const node of this.#grid.get(`${column + dx} ${row + dy}`) ?? []) {
					const away = Math.hypot(this.nodes[node]![0] - place[0], this.nodes[node]![1] - place[1]);
					if (away < least) [nearest, least] = [node, away];
				}
			}
		}
		if (nearest >= 0) return nearest;
		const node = this.nodes.push(place) - 1;
		const key = `${column} ${row}`;
		const there = this.#grid.get(key);
		if (there) there.push(node);
		else this.#grid.set(key, [node]);
		return node;
	}
}

/** Where links must be parted: nodes by link. The first `settled` links are known to agree with each other. */
function cutsOf(
	links: readonly Link[],
	settled: number,
	places: SnappedNodes,
	snapM: number
): Map<number, Set<number>> {
	const cuts = new Map<number, Set<number>>();
	if (links.length === 0) return cuts;
	const cut = (link: number, node: number) => {
		const there = cuts.get(link);
		if (there) there.add(node);
		else cuts.set(link, new Set([node]));
	};
	const at = (node: number) => places.nodes[node]!;
	const index = new Flatbush(links.length);
	for (const { from, to } of links) index.add(...boxAround(at(from), at(to), 0));
	index.finish();
	for (let i = settled; i < links.length; i++) {
		const one = links[i]!;
		const near = index.search(...boxAround(at(one.from), at(one.to), snapM), (j) => j < settled || j > i);
		for (const j of near.sort((a, b) => a - b)) {
			const other = links[j]!;
			let touching = false;
			for (const [link, line, rest] of [
				[i, one, other],
				[j, other, one]
			] as const) {
				for (const node of [rest.from, rest.to]) {
					if (node === line.from || node === line.to) touching = true;
					else if (distanceToSegment(at(node), at(line.from), at(line.to)) < snapM) {
						cut(link, node);
						touching = true;
					}
				}
			}
			const met = touching ? null : crossing(at(one.from), at(one.to), at(other.from), at(other.to));
			if (!met) continue;
			const node = places.at(met);
			if (node !== one.from && node !== one.to) cut(i, node);
			if (node !== other.from && node !== other.to) cut(j, node);
		}
	}
	return cuts;
}

function boxAround(a: XY, b: XY, m: number): [number, number, number, number] {
	return [Math.min(a[0], b[0]) - m, Math.min(a[1], b[1]) - m, Math.max(a[0], b[0]) + m, Math.max(a[1], b[1]) + m];
}

function crossing(a: XY, b: XY, p: XY, q: XY): XY | null {
	const [fromP, toP] = [turn(p, q, a), turn(p, q, b)];
	if (fromP > 0 === toP > 0 || turn(a, b, p) > 0 === turn(a, b, q) > 0) return null;
	const t = fromP / (fromP - toP);
	return [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])];
}

/** The nodes of a link in order, its ends included. */
function alongLink({ from, to }: Link, cuts: ReadonlySet<number>, nodes: readonly XY[]): number[] {
	const [a, b] = [nodes[from]!, nodes[to]!];
	const along = (node: number) => (nodes[node]![0] - a[0]) * (b[0] - a[0]) + (nodes[node]![1] - a[1]) * (b[1] - a[1]);
	const between = [...cuts].sort((one, other) => along(one) - along(other));
	return [from, ...between, to];
}
