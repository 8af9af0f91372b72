/** A branch of a tree: what is shown, where it leads, what is below it. */
export interface TreeNode {
	readonly id: string;
	readonly label: string;
	/** A short remark behind the label, e.g. a count. */
	readonly note?: string;
	/** Selecting is a navigation. */
	readonly href?: string;
	/** It only holds others: pressing it opens or closes it, and without script its link does. */
	readonly folds?: boolean;
	readonly children?: readonly TreeNode[];
	/** There is more below it than `children`: it comes when the node is opened. */
	readonly more?: boolean;
}

/** Whether a node can be opened. */
export function isBranch(node: TreeNode): boolean {
	return (node.children?.length ?? 0) > 0 || node.more === true;
}

/** Whether a node stands open: what is still on its way is not there yet. */
export function isShownOpen(node: TreeNode, open: ReadonlySet<string>): boolean {
	return (node.children?.length ?? 0) > 0 && open.has(node.id);
}

/** A node as it stands in the list of what is visible, with its place among its siblings. */
export interface TreeRow {
	readonly node: TreeNode;
	/** From 1. */
	readonly level: number;
	readonly parentId: string | null;
	readonly position: number;
	readonly setSize: number;
}

/** What is visible from top to bottom while the nodes in `open` are expanded. */
export function visibleRows(nodes: readonly TreeNode[], open: ReadonlySet<string>): TreeRow[] {
	const rows: TreeRow[] = [];
	const visit = (siblings: readonly TreeNode[], level: number, parentId: string | null) => {
		siblings.forEach((node, index) => {
			rows.push({ node, level, parentId, position: index + 1, setSize: siblings.length });
			if (node.children && open.has(node.id)) visit(node.children, level + 1, node.id);
		});
	};
	visit(nodes, 1, null);
	return rows;
}

/** The ids of everything above a node, outermost first; empty where the node is at the top or unknown. */
export function ancestorsOf(nodes: readonly TreeNode[], id: string): string[] {
	for (const node of nodes) {
		if (node.id === id) return [];
		const children = node.children ?? [];
		if (children.some((child) => child.id === id)) return [node.id];
		const below = ancestorsOf(children, id);
		if (below.length > 0) return [node.id, ...below];
	}
	return [];
}

/** Where a key of the ARIA tree pattern leads: another row, or opening or closing the present one. */
export type TreeMove =
	| { readonly kind: 'focus'; readonly id: string }
	| { readonly kind: 'open' | 'close' | 'open-siblings'; readonly id: string }
	| null;

/**
 * The keyboard of a tree (WAI-ARIA Authoring Practices, Tree View): arrows, Home, End, `*`, and the first letter of
 * what is looked for. `null` where the key means nothing here.
 */
export function treeMove(
	rows: readonly TreeRow[],
	open: ReadonlySet<string>,
	currentId: string,
	key: string
): TreeMove {
	const index = rows.findIndex((row) => row.node.id === currentId);
	const row = rows[index];
	if (!row) return null;
	const branch = isBranch(row.node);
	const isOpen = isShownOpen(row.node, open);
	const focus = (to: TreeRow | undefined): TreeMove => (to ? { kind: 'focus', id: to.node.id } : null);
	switch (key) {
		case 'ArrowDown':
			return focus(rows[index + 1]);
		case 'ArrowUp':
			return focus(rows[index - 1]);
		case 'Home':
			return focus(rows[0]);
		case 'End':
			return focus(rows.at(-1));
		case 'ArrowRight':
			if (!branch) return null;
			return isOpen ? focus(rows[index + 1]) : { kind: 'open', id: currentId };
		case 'ArrowLeft':
			if (isOpen) return { kind: 'close', id: currentId };
			return row.parentId ? { kind: 'focus', id: row.parentId } : null;
		case '*':
			return { kind: 'open-siblings', id: currentId };
		default:
			return key.length === 1 && key !== ' ' ? focus(nextByLetter(rows, index, key)) : null;
	}
}

function nextByLetter(rows: readonly TreeRow[], index: number, letter: string): TreeRow | undefined {
	const wanted = letter.toLocaleLowerCase();
	const order = [...rows.slice(index + 1), ...rows.slice(0, index)];
	return order.find((row) => row.node.label.toLocaleLowerCase().startsWith(wanted));
}
