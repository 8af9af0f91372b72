import {
	boundsOf,
	crossing,
	distance,
	nearestOnSegment,
	signedArea,
	stretches,
	subtract
} from '#server/demo/shape/plane';
import type { Line, Point } from '#server/demo/shape/plane';

/** Lines joined where they cross: every line as the sequence of nodes it runs through. */
export interface PlanarGraph {
	readonly nodes: Point[];
	/** One sequence of node numbers per input line; broken into several where ends were pruned away. */
	readonly paths: number[][][];
}

export interface Face {
	/** Node numbers, counter-clockwise. */
	readonly corners: readonly number[];
	/** For each side from that corner on, the input line it belongs to. */
	readonly lines: readonly number[];
}

/**
 * Joins lines at their crossings. Points nearer than `tolerance` metres become one node, so an end drawn a little
 * past another line meets it, and the stub that is left is pruned.
 */
export function joinLines(lines: readonly Line[], tolerance = 2.5): PlanarGraph {
	const nodes: Point[] = [];
	const cells = new Map<string, number[]>();
	const nodeAt = (point: Point): number => {
		const [cx, cy] = [Math.floor(point[0] / tolerance), Math.floor(point[1] / tolerance)];
		for (let x = cx - 1; x <= cx + 1; x++) {
			for (let y = cy - 1; y <= cy + 1; y++) {
				const near = cells.get(`${x},${y}`)?.find((n) => distance(nodes[n] as Point, point) <= tolerance);
				if (near !== undefined) return near;
			}
		}
		const key = `${cx},${cy}`;
		cells.set(key, [...(cells.get(key) ?? []), nodes.length]);
		return nodes.push(point) - 1;
	};
	const cuts = crossingsOf(lines);
	const paths = lines.map((line, l) => [nodeSequence(line, cuts[l] ?? [], nodeAt)]);
	return { nodes, paths };
}

interface Cut {
	readonly stretch: number;
	readonly t: number;
	readonly at: Point;
}

function nodeSequence(line: Line, cuts: readonly Cut[], nodeAt: (point: Point) => number): number[] {
	const sequence: number[] = [];
	const visit = (point: Point) => {
		const node = nodeAt(point);
		if (sequence.at(-1) !== node) sequence.push(node);
	};
	line.forEach((point, k) => {
		visit(point);
		const here = cuts.filter((cut) => cut.stretch === k).sort((a, b) => a.t - b.t);
		for (const cut of here) visit(cut.at);
	});
	return sequence;
}

function crossingsOf(lines: readonly Line[]): Cut[][] {
	const cuts: Cut[][] = lines.map(() => []);
	const boxed = lines.map((line) => stretches(line).map((stretch) => ({ stretch, box: boundsOf(stretch, 0.01) })));
	const whole = lines.map((line) => boundsOf(line, 0.01));
	for (let i = 0; i < lines.length; i++) {
		for (let j = i + 1; j < lines.length; j++) {
			if (!boxesTouch(whole[i] as Box, whole[j] as Box)) continue;
			(boxed[i] ?? []).forEach((one, k) => {
				if (!boxesTouch(one.box, whole[j] as Box)) return;
				(boxed[j] ?? []).forEach((other, m) => {
					if (!boxesTouch(one.box, other.box)) return;
					const hit = crossing(...one.stretch, ...other.stretch);
					if (!hit) return;
					cuts[i]?.push({ stretch: k, t: hit.t, at: hit.at });
					cuts[j]?.push({ stretch: m, t: hit.u, at: hit.at });
				});
			});
		}
	}
	return cuts;
}

type Box = readonly [number, number, number, number];

const boxesTouch = (a: Box, b: Box): boolean => a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3];

/** Removes dead ends shorter than `metres` of their line, again and again until none is left. */
export function pruned(graph: PlanarGraph, metres: (line: number) => number): PlanarGraph {
	let paths = graph.paths;
	for (let round = 0; round < 60; round++) {
		const degree = degrees(paths);
		const next = paths.map((parts, line) => parts.flatMap((part) => trimmed(part, graph.nodes, degree, metres(line))));
		const same = next.every(
			(parts, l) => parts.length === paths[l]?.length && parts.every((part, k) => part.length === paths[l]?.[k]?.length)
		);
		paths = next;
		if (same) break;
	}
	return { nodes: graph.nodes, paths };
}

function degrees(paths: number[][][]): Map<number, number> {
	const neighbours = new Map<number, Set<number>>();
	const link = (a: number, b: number) => neighbours.set(a, (neighbours.get(a) ?? new Set()).add(b));
	for (const part of paths.flat()) {
		for (let i = 1; i < part.length; i++) {
			link(part[i - 1] as number, part[i] as number);
			link(part[i] as number, part[i - 1] as number);
		}
	}
	return new Map([...neighbours].map(([node, set]) => [node, set.size]));
}

function trimmed(part: number[], nodes: readonly Point[], degree: Map<number, number>, metres: number): number[][] {
	const trimStart = (list: number[]): number[] => {
		if (list.length < 2 || degree.get(list[0] as number) !== 1) return list;
		let [walked, k] = [0, 0];
		do {
			walked += distance(nodes[list[k] as number] as Point, nodes[list[k + 1] as number] as Point);
			k++;
		} while (k < list.length - 1 && degree.get(list[k] as number) === 2);
		return walked < metres ? list.slice(k) : list;
	};
	const kept = trimStart(trimStart(part).reverse()).reverse();
	return kept.length >= 2 ? [kept] : [];
}

/** The bounded faces between the lines. Dead ends are ignored; lines that touch nothing make holes nobody sees. */
export function facesOf(graph: PlanarGraph): Face[] {
	const { paths, nodes } = pruned(graph, () => Infinity);
	const lineOf = new Map<string, number>();
	const around = new Map<number, number[]>();
	const link = (a: number, b: number, line: number) => {
		if (lineOf.has(`${a}>${b}`)) return;
		lineOf.set(`${a}>${b}`, line);
		around.set(a, [...(around.get(a) ?? []), b]);
	};
	paths.forEach((parts, line) =>
		parts.forEach((part) =>
			part.slice(1).forEach((b, i) => {
				link(part[i] as number, b, line);
				link(b, part[i] as number, line);
			})
		)
	);
	const bearing = (a: number, b: number) => {
		const [dx, dy] = subtract(nodes[b] as Point, nodes[a] as Point);
		return Math.atan2(dy, dx);
	};
	for (const [a, list] of around) list.sort((b, c) => bearing(a, b) - bearing(a, c));
	const used = new Set<string>();
	const faces: Face[] = [];
	for (const key of lineOf.keys()) {
		if (used.has(key)) continue;
		const face = walkFace(key, around, used, lineOf);
		if (signedArea(face.corners.map((n) => nodes[n] as Point)) > 1) faces.push(face);
	}
	return faces;
}

function walkFace(start: string, around: Map<number, number[]>, used: Set<string>, lineOf: Map<string, number>): Face {
	const corners: number[] = [];
	const lines: number[] = [];
	let [a, b] = start.split('>').map(Number) as [number, number];
	while (!used.has(`${a}>${b}`)) {
		used.add(`${a}>${b}`);
		corners.push(a);
		lines.push(lineOf.get(`${a}>${b}`) ?? -1);
		const ring = around.get(b) ?? [];
		// the next side clockwise from where we came keeps the face on our left
		const next = ring[(ring.indexOf(a) - 1 + ring.length) % ring.length] as number;
		[a, b] = [b, next];
	}
	return { corners, lines };
}

/** The nearest place on any of the paths: which path, which part, after which node. Null when `accept` refuses all. */
export function nearestPath(
	graph: PlanarGraph,
	point: Point,
	accept: (line: number) => boolean
): { line: number; part: number; after: number; at: Point; distance: number } | null {
	let best: { line: number; part: number; after: number; at: Point; distance: number } | null = null;
	graph.paths.forEach((parts, line) => {
		if (!accept(line)) return;
		parts.forEach((nodes, part) => {
			for (let i = 1; i < nodes.length; i++) {
				const foot = nearestOnSegment(
					point,
					graph.nodes[nodes[i - 1] as number] as Point,
					graph.nodes[nodes[i] as number] as Point
				);
				if (foot.distance < (best?.distance ?? Infinity)) {
					best = { line, part, after: i - 1, at: foot.at, distance: foot.distance };
				}
			}
		});
	});
	return best;
}
