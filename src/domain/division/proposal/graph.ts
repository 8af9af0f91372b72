/**
 * Buildings (or units, where a building is to be split) and the borders between their parcels, as compressed sparse
 * rows. Everything a proposal is made from: how the parcels were cut does not matter here.
 */
export interface ParcelGraph {
	/** Where the neighbours of each vertex begin in `adjncy`; one longer than there are vertices. */
	readonly xadj: Uint32Array;
	/** Neighbours; each border stands twice, once from each side. */
	readonly adjncy: Uint32Array;
	/** Length of the common border in metres, beside `adjncy`. */
	readonly borderM: Float64Array;
	/** Households of each vertex; 0 where unknown. */
	readonly households: Float64Array;
	/** Compound of each vertex, -1 for none. */
	readonly compound: Int32Array;
	/** Share of each border that runs along a street, 0 to 1, beside `adjncy`. */
	readonly streetShare: Float32Array;
	/** Where each vertex stands, in metres east and north of any origin. */
	readonly x: Float64Array;
	readonly y: Float64Array;
}

/** Throws RangeError where the arrays do not describe a graph: a mistake of the program, not of a person. */
export function checkGraph(graph: ParcelGraph): void {
	const { xadj, adjncy, borderM, streetShare, households, compound, x, y } = graph;
	const n = households.length;
	const edges = adjncy.length;
	const fits =
		xadj.length === n + 1 &&
		xadj[0] === 0 &&
		xadj[n] === edges &&
		[borderM, streetShare].every((row) => row.length === edges) &&
		[compound, x, y].every((row) => row.length === n) &&
		xadj.every((start, v) => v === 0 || start >= xadj[v - 1]!) &&
		adjncy.every((u) => u < n) &&
		borderM.every((length) => length >= 0 && Number.isFinite(length)) &&
		households.every((count) => count >= 0 && Number.isFinite(count));
	if (!fits) throw new RangeError('not a parcel graph');
}

/** Numbers the connected parts from 0 and says which one each vertex is in. `label` limits a part to equal labels. */
export function componentsOf(
	graph: Pick<ParcelGraph, 'xadj' | 'adjncy'>,
	label?: ArrayLike<number>
): { readonly of: Int32Array; readonly count: number } {
	const n = graph.xadj.length - 1;
	const of = new Int32Array(n).fill(-1);
	const stack = new Uint32Array(n);
	let count = 0;
	for (let root = 0; root < n; root++) {
		if (of[root] !== -1) continue;
		let height = 1;
		stack[0] = root;
		of[root] = count;
		while (height > 0) {
			const v = stack[--height]!;
			for (let e = graph.xadj[v]!; e < graph.xadj[v + 1]!; e++) {
				const u = graph.adjncy[e]!;
				if (of[u] !== -1 || (label && label[u] !== label[v])) continue;
				of[u] = count;
				stack[height++] = u;
			}
		}
		count++;
	}
	return { of, count };
}

/** The graph of some vertices only, in the order given, and the borders between them. */
export function subgraph(graph: ParcelGraph, vertices: Uint32Array): ParcelGraph {
	const at = new Int32Array(graph.households.length).fill(-1);
	vertices.forEach((v, i) => (at[v] = i));
	const xadj = new Uint32Array(vertices.length + 1);
	const kept: number[] = [];
	vertices.forEach((v, i) => {
		for (let e = graph.xadj[v]!; e < graph.xadj[v + 1]!; e++) if (at[graph.adjncy[e]!] !== -1) kept.push(e);
		xadj[i + 1] = kept.length;
	});
	return {
		xadj,
		adjncy: Uint32Array.from(kept, (e) => at[graph.adjncy[e]!]!),
		borderM: Float64Array.from(kept, (e) => graph.borderM[e]!),
		streetShare: Float32Array.from(kept, (e) => graph.streetShare[e]!),
		households: Float64Array.from(vertices, (v) => graph.households[v]!),
		compound: Int32Array.from(vertices, (v) => graph.compound[v]!),
		x: Float64Array.from(vertices, (v) => graph.x[v]!),
		y: Float64Array.from(vertices, (v) => graph.y[v]!)
	};
}
