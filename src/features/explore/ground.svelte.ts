import type { SupabaseClient } from '@supabase/supabase-js';
import { outlinePlan } from '#compute/division';
import type { OutlineAnswer } from '#compute/division-engine';
import { fetchArtefact } from '#data/artefacts';
import { loadAssignment, type PlanAssignment } from '#data/cells';
import { countMembers, type MemberCount } from '#data/members';
import { pageWishes } from '#data/wishes';
import { labelPoint } from '#domain/division/label-point';
import type { WishRow } from '#domain/place/card';
import type { NodeTree, PlaceNode } from '#domain/place/node-tree';
import type { XY } from '#domain/place/ring';
import type { MapView, ViewCommunity } from '#domain/place/view';
import type { WishKind, WishState } from '#domain/wishes/wish';
import type { CellShape } from '#map/layers/cells';

const WISHES_PER_CALL = 200;
const MOST_CALLS = 10;

/** What only the map needs, fetched by the browser and merged in a worker; raw, because rows never change in place. */
export class Ground {
	communities: readonly CellShape[] = $state.raw([]);
	cells: readonly CellShape[] = $state.raw([]);
	members: readonly MemberCount[] = $state.raw([]);
	wishes: readonly WishRow[] = $state.raw([]);
	/** Raised when somebody changed them: whoever drew them draws again. */
	wishesSeen = $state(0);
	membersSeen = $state(0);
	readonly #connect: () => Promise<SupabaseClient>;

	constructor(connect: () => Promise<SupabaseClient>) {
		this.#connect = connect;
	}

	wishesChanged(): void {
		this.wishesSeen++;
	}

	membersChanged(): void {
		this.membersSeen++;
	}

	/** Communities at once, then living areas and cells when the worker has merged them. */
	async drawCells(view: MapView, tree: NodeTree, signal: AbortSignal): Promise<void> {
		this.communities = view.communities.flatMap((community) => communityShape(community));
		if (!view.plan || !view.artefacts.parcels) {
			this.cells = [];
			return;
		}
		const client = await this.#connect();
		const [parcels, assignment] = await Promise.all([
			fetchArtefact(view.artefacts.parcels, signal),
			loadAssignment(client, view.plan.id, signal)
		]);
		const nodes = nodesOf(tree, assignment);
		const outlines = await outlinePlan({ parcels, units: assignment.units, ...nodes.request }, signal);
		if (!signal.aborted) this.cells = shapesOf(nodes, outlines);
	}

	async countMembers(view: MapView, signal: AbortSignal): Promise<void> {
		const client = await this.#connect();
		const members = await countMembers(client, view.district.id, signal);
		if (!signal.aborted) this.members = members;
	}

	/** All wishes in these states, page by page; the database caps a page. */
	async findWishes(
		view: MapView,
		states: readonly WishState[],
		kinds: readonly WishKind[] | null,
		signal: AbortSignal
	): Promise<void> {
		const client = await this.#connect();
		const found: WishRow[] = [];
		for (let page = 1; page <= MOST_CALLS; page++) {
			const question = { districtId: view.district.id, states, kinds, page, size: WISHES_PER_CALL };
			const { rows, total } = await pageWishes(client, question, signal);
			found.push(...rows);
			if (rows.length === 0 || found.length >= total) break;
		}
		if (!signal.aborted) this.wishes = found;
	}
}

function communityShape({ id, name, boundary }: ViewCommunity): CellShape[] {
	const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
	// GeoJSON closes its rings, labelPoint does not
	const label = labelPoint(polygons.map((rings) => rings.map((ring) => ring.slice(0, -1) as unknown as XY[])));
	return label ? [{ node: id, level: 1, name, vacant: false, geometry: boundary, label }] : [];
}

interface PlanNodes {
	/** By index of the assignment's cells; null for one that the view does not have. */
	readonly cells: readonly (PlaceNode | null)[];
	readonly areas: readonly PlaceNode[];
	readonly request: { readonly cellCount: number; readonly areaOfCell: readonly number[]; readonly areaCount: number };
}

function nodesOf(tree: NodeTree, assignment: PlanAssignment): PlanNodes {
	const cells = assignment.cells.map((id) => tree.nodes.get(tree.byCell.get(id) ?? '') ?? null);
	const areas = [...tree.nodes.values()].filter((node) => node.level === 2);
	const areaIndex = new Map(areas.map((area, index) => [area.node, index]));
	const areaOfCell = cells.map((cell) => areaIndex.get(cell?.parent ?? '') ?? -1);
	return { cells, areas, request: { cellCount: cells.length, areaOfCell, areaCount: areas.length } };
}

function shapesOf({ cells, areas }: PlanNodes, outlines: OutlineAnswer): CellShape[] {
	const shapes = (nodes: readonly (PlaceNode | null)[], drawn: OutlineAnswer['cells']): CellShape[] =>
		drawn.flatMap(({ geometry, labelPoint: label }, index) => {
			const place = nodes[index];
			if (!place || !label) return [];
			const { node, level, name, vacant } = place;
			return [{ node, level, name, vacant, geometry, label }];
		});
	return [...shapes(areas, outlines.areas), ...shapes(cells, outlines.cells)];
}
