import type { NodeKind, Role } from '#domain/people/grant';
import type { Bounds, LngLat } from '#domain/place/coord';
import type { CellKind } from '#domain/place/survey';
import type { CentreKind, CentreStatus, OpeningSpan } from '#domain/reach/centre';

/** One district as one caller may see it: what the map and the list beside it start from. */
export interface MapView {
	readonly district: ViewDistrict;
	readonly me: Caller;
	readonly subdistricts: readonly ViewSubdistrict[];
	/** All of them where they are few, else none: in a larger district they are asked for where they are shown. */
	readonly communities: readonly ViewCommunity[];
	readonly plan: ViewPlan | null;
	/**
	 * Living areas, where they are few; in a larger district they are asked for where they are shown, and stairwell cells
	 * everywhere (`pageCells`).
	 */
	readonly cells: readonly ViewCell[];
	/** Names the centres as they are now; they have a question of their own (`loadCentres`). */
	readonly centresVersion: string;
	readonly openCentres: number;
	/** Content hashes; null where the district has none yet. */
	readonly artefacts: ArtefactHashes;
}

export interface ViewDistrict {
	readonly id: string;
	readonly name: string;
	readonly nameEn: string;
	readonly isDemo: boolean;
	readonly source: string;
	readonly attribution: string;
	/** True where households were computed from footprints rather than counted. */
	readonly householdsEstimated: boolean;
	readonly bounds: Bounds | null;
	/** As stored; `parseSettings` of domain/place/settings gives it its type and defaults. */
	readonly settings: unknown;
	readonly version: number;
}

export interface Caller {
	readonly userId: string | null;
	readonly roles: readonly CallerRole[];
}

export interface CallerRole {
	readonly role: Role;
	readonly nodeId: string;
	readonly kind: NodeKind;
}

export interface ViewSubdistrict {
	readonly id: string;
	readonly name: string;
	readonly code: string;
	/** How many communities it has. */
	readonly below: number;
}

export interface ViewCommunity {
	readonly id: string;
	readonly subdistrictId: string;
	readonly name: string;
	readonly code: string;
	readonly bounds: Bounds;
	readonly totals: Totals;
	/** How many living areas it has. */
	readonly below: number;
}

export interface ViewPlan {
	readonly id: string;
	readonly name: string;
	readonly status: string;
	readonly effectiveFrom: string | null;
	/** Names what the plan's tiles show; another one after every change of it. */
	readonly version: string;
	/** Living areas. */
	readonly areaCount: number;
	/** Stairwell cells. */
	readonly cellCount: number;
}

export interface ViewCell {
	readonly id: string;
	readonly lineageId: string;
	readonly level: 2 | 3;
	/** The community of a living area (level 2), the living area's cell id of a stairwell cell (level 3). */
	readonly parentId: string;
	readonly communityId: string;
	readonly name: string;
	readonly code: string;
	readonly kind: CellKind;
	readonly totals: Totals;
	/** Nobody is responsible for it. */
	readonly vacant: boolean;
	/** How many stairwell cells a living area has; 0 for a stairwell cell. */
	readonly below: number;
}

export interface ViewCentre {
	readonly id: string;
	readonly name: string;
	readonly kind: CentreKind;
	readonly status: CentreStatus;
	readonly communityId: string | null;
	readonly communityName: string | null;
	readonly address: string;
	readonly position: LngLat;
	readonly areaM2: number | null;
	readonly floor: number;
	readonly phone: string;
	readonly items: readonly string[];
	readonly hours: readonly OpeningSpan[];
	readonly version: number;
}

/** What the map draws of a centre and a walk to it needs. */
export type CentreMark = Pick<ViewCentre, 'id' | 'name' | 'kind' | 'status' | 'position'>;

export interface ArtefactHashes {
	readonly network: string | null;
	readonly parcels: string | null;
	readonly basemap: string | null;
}

/** Head counts of an area; null where the number is too small to be shown to this caller. */
export interface Totals {
	readonly households: number | null;
	readonly people: number | null;
	readonly elders: number | null;
	readonly children: number | null;
	/** True where at least one number was withheld. */
	readonly suppressed: boolean;
}

/** How many communities the district has, in the view or not. */
export function communityCount({ subdistricts }: Pick<MapView, 'subdistricts'>): number {
	return subdistricts.reduce((sum, { below }) => sum + below, 0);
}

/** Whether a view carries all communities; those of a larger district are asked for (`pageCommunities`). */
export function isWhole(view: Pick<MapView, 'subdistricts'> & { readonly communities: readonly unknown[] }): boolean {
	return view.communities.length >= communityCount(view);
}

/** Whether the caller works anywhere in the district; the database decides on each row again. */
export function isWorker(me: Caller): boolean {
	return me.roles.some((held) => held.role === 'worker');
}

/**
 * Whether the caller works where a thing stands: on its cell, its community or an office above. What the page offers by
 * it is a courtesy; the database decides again.
 */
export function worksAt(
	view: Pick<MapView, 'district' | 'communities' | 'me'>,
	place: { readonly communityId: string; readonly lineageId?: string | null }
): boolean {
	const community = view.communities.find(({ id }) => id === place.communityId);
	const above = [view.district.id, community?.subdistrictId, community?.id, place.lineageId];
	return view.me.roles.some(({ role, nodeId }) => role === 'worker' && above.includes(nodeId));
}

/** Whether the caller is a worker or an administrator of a community or of an office above: a courtesy, as `worksAt`. */
export function looksAfter(view: MapView, communityId: string): boolean {
	const community = view.communities.find(({ id }) => id === communityId);
	const above = [view.district.id, community?.subdistrictId, communityId];
	return view.me.roles.some(
		({ role, nodeId }) => (role === 'worker' || role === 'administrator') && above.includes(nodeId)
	);
}
