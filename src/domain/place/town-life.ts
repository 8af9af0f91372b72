import type { LngLat } from '#domain/place/coord';
import type { CentreKind, CentreStatus, OpeningSpan } from '#domain/reach/centre';
import type { MemberKind } from '#domain/people/member';
import type { Beneficiary, WishKind, WishState } from '#domain/wishes/wish';

/** The people and services of a demo district. Imports of real streets invent none of this. */
export interface TownLife {
	readonly organisations: readonly TownOrganisation[];
	readonly centres: readonly TownCentre[];
	readonly members: readonly TownMember[];
	readonly duties: readonly TownDuty[];
	readonly teams: readonly TownTeam[];
	readonly wishes: readonly TownWish[];
}

export interface TownOrganisation {
	readonly id: string;
	readonly communityId: string | null;
	readonly buildingId: string | null;
	readonly name: string;
	readonly kind: 'party' | 'resident' | 'enterprise' | 'property' | 'school' | 'police' | 'other';
}

export interface TownCentre {
	readonly id: string;
	readonly communityId: string | null;
	readonly name: string;
	readonly kind: CentreKind;
	readonly status: CentreStatus;
	readonly address: string;
	readonly position: LngLat;
	readonly areaM2: number | null;
	readonly floor: number;
	readonly phone: string;
	readonly items: readonly string[];
	readonly hours: readonly OpeningSpan[];
}

export interface TownMember {
	readonly id: string;
	readonly communityId: string;
	readonly name: string;
	readonly phone: string;
	readonly kind: MemberKind;
	readonly organisationId: string | null;
	readonly homeUnitId: string | null;
	readonly lineageId: string | null;
	readonly showsIdentity: boolean;
	readonly awaySince: string | null;
	readonly awayUntil: string | null;
}

export interface TownDuty {
	readonly id: string;
	/** A district, subdistrict, community or lineage id. */
	readonly nodeId: string;
	readonly communityId: string | null;
	readonly duty: string;
	readonly memberId: string | null;
	readonly personName: string;
	readonly personPhone: string;
	readonly publicName: boolean;
	readonly validFrom: string;
}

export interface TownTeam {
	readonly id: string;
	readonly nodeId: string;
	readonly name: string;
	readonly kind: 'service' | 'emergency' | 'expert';
	readonly members: readonly { readonly memberId: string; readonly leads: boolean }[];
}

export interface TownWish {
	readonly id: string;
	readonly communityId: string;
	readonly lineageId: string;
	readonly kind: WishKind;
	readonly beneficiary: Beneficiary;
	readonly state: WishState;
	readonly publicText: string;
	readonly rawText: string;
	readonly dueOn: string | null;
	readonly createdAt: string;
	readonly publishedAt: string | null;
	readonly fulfilledAt: string | null;
	readonly buildingId: string;
	readonly unitId: string;
	readonly door: string;
	readonly personName: string;
	readonly personPhone: string;
	/** The member who claims or claimed it, where the state says somebody did. */
	readonly claimantId: string | null;
	readonly claimDueOn: string | null;
}
