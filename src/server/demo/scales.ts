import type { CityWanted } from '#server/demo/ground/city-sketch';
import type { CentreStatus } from '#domain/reach/centre';
import type { MemberKind } from '#domain/people/member';

/** How large a demo may be. */
export const SCALES = ['town', 'district', 'city'] as const;
export type Scale = (typeof SCALES)[number];

/** How much life is put into it. */
export interface LifeCounts {
	readonly members: readonly (readonly [MemberKind, number])[];
	/** Wishes for each that the town has. */
	readonly wishes: number;
	/** In this order; built is not open, and there is more built than open. */
	readonly regional: readonly CentreStatus[];
	/** In turns. */
	readonly community: readonly CentreStatus[];
	readonly building: readonly CentreStatus[];
	readonly station: readonly CentreStatus[];
}

const often = <T>(list: readonly T[], times: number): T[] => Array.from({ length: times }, () => list).flat();
const OPEN_BUT: readonly CentreStatus[] = ['open', 'open', 'open', 'open', 'open', 'open', 'closed', 'built'];
const BUILDINGS: readonly CentreStatus[] = ['open', 'open', 'open', 'building', 'planned', 'building'];
const STATIONS: readonly CentreStatus[] = [...often(['open' as const], 8), 'closed', 'planned'];

export const LIFE: Record<Scale, LifeCounts> = {
	town: {
		members: [
			['in_service', 800],
			['community', 2000],
			['floating', 60]
		],
		wishes: 1,
		regional: ['open', 'open', 'built', 'built', 'building'],
		community: OPEN_BUT,
		building: BUILDINGS,
		station: STATIONS
	},
	district: {
		members: [
			['in_service', 3600],
			['community', 9130],
			['floating', 270]
		],
		wishes: 10,
		regional: ['open', 'open', 'built', 'built', 'built', 'building', 'building', 'planned'],
		community: OPEN_BUT,
		building: often(BUILDINGS, 5),
		station: often(STATIONS, 7)
	},
	city: {
		members: [
			['in_service', 12_000],
			['community', 30_400],
			['floating', 900]
		],
		wishes: 34,
		regional: [...often<CentreStatus>(['open', 'built', 'open', 'building', 'built', 'planned'], 4)],
		community: OPEN_BUT,
		building: often(BUILDINGS, 16),
		station: often(STATIONS, 22)
	}
};

/** What is sketched for each; the town is drawn from a sketch of its own. */
export const CITIES: Record<Exclude<Scale, 'town'>, CityWanted> = {
	district: { communities: 94, subdistricts: 9, areaM2: 57e6 },
	city: { communities: 320, subdistricts: 30, areaM2: 158e6 }
};
