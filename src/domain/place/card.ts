import type { MemberKind } from '#domain/people/member';
import type { NodeKind } from '#domain/people/grant';
import type { LngLat } from '#domain/place/coord';
import type { BuildingKind } from '#domain/place/survey';
import type { Totals, ViewCell } from '#domain/place/view';
import type { Beneficiary, WishKind, WishState } from '#domain/wishes/wish';

/** One page of a list that is counted in the database. */
export interface Paged<Row> {
	readonly total: number;
	readonly rows: readonly Row[];
}

/** A person's role on a node. Name and phone are null where the caller may not see them. */
export interface DutyRow {
	readonly id: string;
	/** District, subdistrict, community or lineage. */
	readonly nodeId: string;
	readonly nodeKind: NodeKind;
	/** A word of the district's vocabulary. */
	readonly duty: string;
	readonly name: string | null;
	readonly phone: string | null;
	readonly standIn: boolean;
}

export interface BuildingRow {
	readonly id: string;
	readonly name: string;
	readonly address: string;
	readonly kind: BuildingKind;
	readonly communityId: string;
	readonly communityName: string;
	readonly door: LngLat;
	readonly units: number;
	readonly households: number | null;
	readonly elders: number | null;
	readonly estimated: boolean;
}

export interface CellRef {
	readonly id: string;
	readonly lineageId: string;
	readonly name: string;
	readonly code: string;
}

/** Which cell a building belongs to, and who is responsible for it. */
export interface PlaceCard {
	readonly building: {
		readonly id: string;
		readonly name: string;
		readonly address: string;
		readonly door: LngLat;
		readonly communityId: string;
		readonly districtId: string;
		/** How many units (stairwells) it has. */
		readonly units: number;
	};
	readonly community: { readonly id: string; readonly name: string };
	readonly livingArea: CellRef | null;
	readonly cell: CellRef | null;
	/** All cells of the building's units, `cell` first. */
	readonly cells: readonly CellRef[];
	readonly duties: readonly DutyRow[];
}

/** What a community or cell tells beyond its place in the tree. */
export interface CellDetail extends Pick<ViewCell, 'id' | 'name' | 'code'> {
	readonly totals: Totals;
	readonly duties: readonly DutyRow[];
	/** Members placed in it, of a community all of its members; null where the caller may not know. */
	readonly members: number | null;
	readonly wishes: { readonly open: number; readonly fulfilled: number };
}

export interface WishDoor {
	readonly buildingId: string | null;
	readonly buildingName: string | null;
	readonly position: LngLat | null;
	readonly door: string;
	readonly personName: string;
	readonly personPhone: string;
	readonly rawText: string;
}

export interface WishRow {
	readonly id: string;
	readonly kind: WishKind;
	readonly state: WishState;
	readonly beneficiary: Beneficiary;
	/** Masked by the database. */
	readonly text: string;
	readonly communityId: string;
	readonly lineageId: string | null;
	readonly cellName: string | null;
	readonly createdAt: string;
	readonly dueOn: string | null;
	readonly version: number;
	/** Only for workers of the cell, the live claimant and the author. */
	readonly door: WishDoor | null;
}

export interface MemberRow {
	readonly id: string;
	readonly name: string;
	readonly phone: string | null;
	readonly kind: MemberKind;
	readonly communityId: string | null;
	readonly lineageId: string | null;
	readonly cellName: string | null;
	readonly homeBuildingName: string | null;
	readonly organisation: string | null;
	readonly showsIdentity: boolean | null;
	readonly awaySince: string | null;
	readonly awayUntil: string | null;
	readonly version: number | null;
	/** The home's door, only while the home lies in the cell the member is placed in. */
	readonly position: LngLat | null;
}

export interface AuditRow {
	readonly id: string;
	readonly at: string;
	readonly actorName: string | null;
	readonly verb: string;
	readonly subjectTable: string;
	readonly subjectId: string;
	readonly before: Readonly<Record<string, unknown>> | null;
	readonly after: Readonly<Record<string, unknown>> | null;
	readonly reason: string;
}
