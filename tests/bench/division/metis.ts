import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ParcelGraph } from '#domain/division/proposal/graph';

/** What METIS made of a graph: the cell of each vertex, and how long the partitioning itself took. */
export interface MetisAnswer {
	readonly cellOf: Int32Array;
	readonly ms: number;
}

/** As the issue asks for it: k-way, cells in one piece, 5 % over at most, the best of ten. */
const OPTIONS = ['-ptype=kway', '-contig', '-ufactor=50', '-ncuts=10', '-seed=1'];

/**
 * Divides with `gpmetis` (METIS 5, Karypis & Kumar; Debian's `metis`). The time is the one it prints itself, without
 * reading and writing. Null where it is not installed.
 */
export function runMetis(graph: ParcelGraph, cells: number): MetisAnswer | null {
	const folder = mkdtempSync(join(tmpdir(), 'metis-'));
	try {
		const file = join(folder, 'graph');
		writeFileSync(file, metisText(graph));
		const said = execFileSync('gpmetis', [...OPTIONS, file, String(cells)], { encoding: 'utf8' });
		const seconds = /Partitioning:\s+([\d.]+) sec/.exec(said)?.[1];
		const cellOf = Int32Array.from(readFileSync(`${file}.part.${cells}`, 'utf8').trim().split('\n'), Number);
		return { cellOf, ms: Number(seconds) * 1000 };
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	} finally {
		rmSync(folder, { recursive: true });
	}
}

/** The graph in METIS's own format: weights of vertices and edges, vertices counted from 1. */
function metisText({ xadj, adjncy, borderM, households }: ParcelGraph): string {
	const lines = [`${households.length} ${adjncy.length / 2} 011`];
	households.forEach((weight, v) => {
		const parts = [weight];
		for (let e = xadj[v]!; e < xadj[v + 1]!; e++) parts.push(adjncy[e]! + 1, borderM[e]!);
		lines.push(parts.join(' '));
	});
	return lines.join('\n') + '\n';
}
