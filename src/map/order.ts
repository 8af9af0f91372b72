/**
 * Every style layer of the map from the bottom up. The one place that decides what covers what.
 */
export const ORDER = [
	// paper
	'ground',
	'landuse',
	'compounds',
	'lots',
	'green',
	'water',
	'waterway',
	'compounds-edge',
	// another map, where one is chosen
	'background',
	// service circles colour the ground but never a street, a house or a name
	'circle-fill',
	'tunnels',
	'rail',
	'rail-ties',
	'paths-casing',
	'streets-casing',
	'paths',
	'streets',
	'bridges-casing',
	'bridges',
	'walls',
	'buildings-shadow',
	'buildings-shadow-tall',
	'buildings',
	'buildings-edge',
	'background-names',
	// a plan that is painted colours houses and ground alike; what is in no cell is hatched
	'division-fill',
	'division-unassigned',
	'division-line',
	'division-area-casing',
	'division-area-line',
	'division-target-casing',
	'division-target-line',
	'division-chosen-fill',
	'division-chosen-line',
	'division-hover-line',
	// a proposal in place of the cells that it would replace
	'division-preview-fill',
	'division-preview-casing',
	'division-preview-line',
	// what is not selected is dimmed with the paper's own colour: above the ground, below every line and name of ours
	'cells-dim',
	// what has nobody in charge
	'vacant-3-fill',
	// a coarse boundary covers a finer one where they coincide
	'cells-3-line',
	'vacant-3-line',
	'cells-2-line',
	'cells-1-casing',
	'cells-1-line',
	'vacant-2-line',
	'circle-edge',
	'circle-disc',
	'cells-hover-line',
	'cells-selected-casing',
	'cells-selected-line',
	// invisible, to be picked
	'cells-3-fill',
	'cells-2-fill',
	'cells-1-fill',
	// names of the paper give way to names of cells, which give way to symbols
	'labels-numbers',
	'labels-streets',
	'labels-water',
	'labels-buildings',
	'labels-compounds',
	'labels-places',
	'cells-3-label',
	'cells-2-label',
	'members-3',
	'members-2',
	'members-1',
	'wishes-3',
	'wishes-2',
	'wishes-1',
	'wishes-door',
	'wish-selected',
	// centres are what the map is asked for most: nothing covers them but the place just chosen
	'centres',
	'centre-selected',
	'place-pin',
	'division-label',
	'division-area-label',
	'division-preview-label',
	// what is being drawn is never covered
	'division-stroke-fill',
	'division-stroke-line',
	// few, large and far apart: placed first, so that smaller names look for another place
	'cells-1-label'
] as const;

export type LayerId = (typeof ORDER)[number];

const RANK = new Map<string, number>(ORDER.map((id, rank) => [id, rank]));

/** Compares two style layers by what covers what. Throws on an id that the order does not know. */
export function byOrder(a: { readonly id: string }, b: { readonly id: string }): number {
	return rankOf(a.id) - rankOf(b.id);
}

function rankOf(id: string): number {
	const rank = RANK.get(id);
	if (rank === undefined) throw new Error(`map/order.ts does not know the layer ${id}`);
	return rank;
}
