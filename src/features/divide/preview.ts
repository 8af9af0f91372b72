import type { DivisionDesk } from '#compute/division-desk';
import type { DraftCell } from '#domain/division/plan';
import { Colouring } from '#map/cell-colours';
import type { PaintedCell } from '#map/layers/division';

/** A proposal on the map. */
export interface Preview {
	readonly cells: readonly PaintedCell[];
	/** Ids of the cells that are not drawn meanwhile. */
	readonly replaces: ReadonlySet<string>;
}

/**
 * Draws the groups of a proposal in the place of these cells; neighbours have different colours. `nameOf` writes what
 * stands in each.
 */
export async function previewOf(
	desk: DivisionDesk,
	groups: readonly (readonly number[])[],
	replaced: readonly DraftCell[],
	nameOf: (group: number) => string
): Promise<Preview> {
	const sketched = await desk.sketch(groups);
	const colouring = new Colouring();
	const key = (group: number) => `preview ${group}`;
	sketched.forEach(({ beside }, group) => colouring.set(key(group), beside.map(key)));
	const cells = sketched.map(({ geometry, label }, group): PaintedCell => ({
		id: key(group),
		level: 3,
		geometry,
		label,
		name: nameOf(group),
		colour: colouring.of(key(group))
	}));
	return { cells, replaces: new Set(replaced.map(({ id }) => id)) };
}
