import type { PublicCommunity, PublicDistrict } from '#domain/place/public';
import { isWhole } from '#domain/place/view';

interface CommunityOption {
	readonly value: string;
	readonly label: string;
	readonly depth?: number;
}

/**
 * What a choice of communities offers. In a large district it begins with subdistricts, and the communities of the one
 * that was asked for stand below it.
 */
export function communityOptions(
	district: Pick<PublicDistrict, 'subdistricts' | 'communities'>,
	labelOf: (community: PublicCommunity) => string
): CommunityOption[] {
	const { subdistricts, communities } = district;
	if (isWhole(district)) return communities.map((community) => ({ value: community.id, label: labelOf(community) }));
	return subdistricts.flatMap((subdistrict) => [
		{ value: subdistrict.id, label: subdistrict.name },
		...communities
			.filter(({ subdistrictId }) => subdistrictId === subdistrict.id)
			.map(({ id, name }) => ({ value: id, label: name, depth: 1 }))
	]);
}
