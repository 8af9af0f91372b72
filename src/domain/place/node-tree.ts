import type { CellKind } from '#domain/place/survey';
import type { MapView, Totals } from '#domain/place/view';

/** A community, living area or stairwell cell in the tree that people know. */
export interface PlaceNode {
	/** Community id, or lineage id of a cell: what grants, duties and addresses point to. */
	readonly node: string;
	/** The cell of the effective plan; null for communities. */
	readonly cellId: string | null;
	readonly level: 1 | 2 | 3;
	readonly name: string;
	readonly code: string;
	readonly kind: CellKind;
	readonly totals: Totals;
	readonly vacant: boolean;
	/** Of a community. */
	readonly subdistrictId: string | null;
	readonly communityId: string;
	readonly parent: string | null;
	/** How many children it has, known here or not yet. */
	readonly below: number;
	/** Those known, by code: west to east, north to south. */
	readonly children: readonly string[];
}

export interface NodeTree {
	readonly roots: readonly string[];
	readonly nodes: ReadonlyMap<string, PlaceNode>;
	/** From cell id of the plan to node. */
	readonly byCell: ReadonlyMap<string, string>;
}

/** The tree of a view. Cells whose parent is not known are left out. */
export function nodeTree(view: Pick<MapView, 'communities' | 'cells'>): NodeTree {
	const byCell = new Map(view.cells.map((cell) => [cell.id, cell.lineageId]));
	const children = new Map<string, { node: string; code: string }[]>();
	const found: Omit<PlaceNode, 'children' | 'below'>[] = [];
	const below = new Map(view.cells.map((cell) => [cell.lineageId, cell.below]));
	const adopt = (parent: string, node: string, code: string) => {
		const siblings = children.get(parent);
		if (siblings) siblings.push({ node, code });
		else children.set(parent, [{ node, code }]);
	};
	for (const { id, subdistrictId, name, code, totals, below: areas } of view.communities) {
		below.set(id, areas);
		const common = { cellId: null, level: 1, kind: 'ordinary', vacant: false, parent: null } as const;
		found.push({ ...common, node: id, name, code, totals, subdistrictId, communityId: id });
	}
	for (const cell of view.cells) {
		const { id, lineageId, level, name, code, kind, totals, vacant, communityId } = cell;
		const parent = level === 2 ? communityId : (byCell.get(cell.parentId) ?? null);
		if (parent === null) continue;
		adopt(parent, lineageId, code);
		const above = { subdistrictId: null, communityId, parent };
		found.push({ node: lineageId, cellId: id, level, name, code, kind, totals, vacant, ...above });
	}
	const sorted = (of: readonly { node: string; code: string }[]) =>
		of.toSorted((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0)).map(({ node }) => node);
	return {
		roots: sorted(view.communities.map(({ id, code }) => ({ node: id, code }))),
		nodes: new Map(
			found.map((node) => {
				const known = sorted(children.get(node.node) ?? []);
				return [node.node, { ...node, below: Math.max(known.length, below.get(node.node) ?? 0), children: known }];
			})
		),
		byCell
	};
}

/** The node and everything above it, the community first; empty for an unknown node. */
export function chainOf(tree: NodeTree, node: string): PlaceNode[] {
	const found = tree.nodes.get(node);
	if (!found) return [];
	return found.parent === null ? [found] : [...chainOf(tree, found.parent), found];
}

/** Whether `inner` is `outer` or lies below it. */
export function isWithin(tree: NodeTree, inner: string, outer: string): boolean {
	return chainOf(tree, inner).some((node) => node.node === outer);
}

/** The ancestor (or the node itself) of a level; null where the node lies above it. */
export function ancestorAt(tree: NodeTree, node: string, level: 1 | 2 | 3): PlaceNode | null {
	return chainOf(tree, node).find((found) => found.level === level) ?? null;
}

/** Nodes whose name or code contains the words, communities first, at most `limit`. */
export function findNodes(tree: NodeTree, words: string, limit: number): PlaceNode[] {
	const wanted = words.trim().toLowerCase();
	if (!wanted) return [];
	return [...tree.nodes.values()]
		.filter(({ name, code }) => name.toLowerCase().includes(wanted) || code.toLowerCase().startsWith(wanted))
		.sort((a, b) => a.level - b.level || (a.code < b.code ? -1 : 1))
		.slice(0, limit);
}

/** Cells or communities that came by several ways, each once: the last that came is the latest. */
export function eachOnce<Row extends { readonly id: string }>(rows: readonly Row[]): Row[] {
	return [...new Map(rows.map((row) => [row.id, row])).values()];
}
