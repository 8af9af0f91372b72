import type { DutyRow, Paged, WishRow } from '#domain/place/card';
import type { LngLat } from '#domain/place/coord';
import type { BuildingKind } from '#domain/place/survey';
import type { Totals, ViewSubdistrict } from '#domain/place/view';
import type { WishKind, WishState } from '#domain/wishes/wish';

/** What the public pages of a district start from. */
export interface PublicDistrict {
	readonly id: string;
	readonly name: string;
	readonly nameEn: string;
	readonly isDemo: boolean;
	/** IANA name. */
	readonly timeZone: string;
	/** As stored; `parseSettings` gives it its type. */
	readonly settings: unknown;
	/** Content hash of the walking network; null where there is none. */
	readonly network: string | null;
	readonly subdistricts: readonly ViewSubdistrict[];
	/** All of them where they are few, else those beside the one that was asked for. */
	readonly communities: readonly PublicCommunity[];
	/** Names the centres as they are now; they have a question of their own (`loadCentres`). */
	readonly centresVersion: string;
}

export interface PublicCommunity {
	readonly id: string;
	readonly name: string;
	readonly subdistrictId: string;
	/** Name of the subdistrict above it. */
	readonly subdistrict: string;
}

/** A place by which one can ask the way. */
export interface Landmark {
	readonly name: string;
	readonly kind: BuildingKind;
	readonly position: LngLat;
}

/** What stands around a centre. */
export interface CentreSurroundings {
	readonly district: PublicDistrict;
	readonly around: readonly { readonly kind: BuildingKind; readonly ring: readonly LngLat[] }[];
	/** Nearest first. */
	readonly landmarks: readonly Landmark[];
}

/** A community as everybody sees it. */
export interface CommunityPage {
	readonly id: string;
	readonly name: string;
	readonly subdistrict: string | null;
	readonly district: PublicDistrict;
	/** Stairwell cells of the plan in force. */
	readonly cells: number;
	readonly totals: Totals;
	readonly duties: readonly DutyRow[];
	readonly counts: { readonly open: number; readonly fulfilled: number };
	readonly wishes: Paged<WishRow>;
}

/** What the holder of a tracking code is told. */
export interface TrackedWish {
	readonly state: WishState;
	readonly kind: WishKind;
	readonly createdAt: string;
	readonly publishedAt: string | null;
	readonly fulfilledAt: string | null;
	readonly dueOn: string | null;
	/** Masked; empty until it is published. */
	readonly text: string;
	readonly communityId: string;
	readonly communityName: string;
	/** The day for which whoever claimed it has promised it. */
	readonly promisedFor: string | null;
}

export const COMPASS = ['north', 'northeast', 'east', 'southeast', 'south', 'southwest', 'west', 'northwest'] as const;
export type Compass = (typeof COMPASS)[number];

/** In which of eight directions a place lies, seen from another; metres east and north of it. */
export function compassOf(east: number, north: number): Compass {
	const eighth = Math.round(Math.atan2(east, north) / (Math.PI / 4));
	return COMPASS[(eighth + 8) % 8]!;
}

/** Metres as people say them: to 10 below 200, to 50 above. */
export function spokenMetres(metres: number): number {
	const step = metres < 200 ? 10 : 50;
	return Math.max(step, Math.round(metres / step) * step);
}
