import type { NodeKind } from '#domain/people/grant';
import type { Survey } from '#domain/place/survey';

/** A node of the tree that rights hang on, with its ltree path: ids without hyphens from the district down. */
export interface NodePath {
	readonly id: string;
	readonly kind: NodeKind;
	readonly parentId: string | null;
	readonly path: string;
}

/** All nodes of a district, parents before children. Lineages hang below their community, not below a living area. */
export function nodePaths({ district, subdistricts, communities, plan }: Survey): NodePath[] {
	const paths = new Map<string, string>();
	const node = (id: string, kind: NodeKind, parentId: string | null): NodePath => {
		const label = id.replaceAll('-', '');
		const path = parentId === null ? label : `${paths.get(parentId)!}.${label}`;
		paths.set(id, path);
		return { id, kind, parentId, path };
	};
	const communityOfArea = new Map(plan.livingAreas.map((area) => [area.id, area.communityId]));
	return [
		node(district.id, 'district', null),
		...subdistricts.map(({ id }) => node(id, 'subdistrict', district.id)),
		...communities.map(({ id, subdistrictId }) => node(id, 'community', subdistrictId)),
		...plan.livingAreas.map(({ lineageId, communityId }) => node(lineageId, 'lineage', communityId)),
		...plan.cells.map((cell) => node(cell.lineageId, 'lineage', communityOfArea.get(cell.livingAreaId)!))
	];
}
