import { distance } from '#server/demo/shape/plane';
import type { Point } from '#server/demo/shape/plane';
import type { Quarter, Use } from '#server/demo/ground/quarters';
import type { HousingBuilding } from '#server/demo/plan-cells';

/** A block with buildings, as the division sees it. */
export interface BlockSite {
	readonly block: number;
	readonly community: number;
	readonly use: Use;
	readonly quarter: Quarter;
	readonly name: string;
	readonly at: Point;
	readonly households: number;
	readonly buildings: readonly (HousingBuilding & { readonly compound: number | null })[];
}

export interface AreaSites {
	readonly community: number;
	readonly special: boolean;
	readonly sites: readonly BlockSite[];
}

/** Living areas are compounds; small ones join a neighbour until this many households live there. */
const AREA_LEAST = 330;
const AREA_MOST = 1150;

/** Groups the blocks of every community into living areas; works and colleges are areas of their own. */
export function livingAreas(sites: readonly BlockSite[]): AreaSites[] {
	const communities = [...new Set(sites.map((site) => site.community))].sort((a, b) => a - b);
	return communities.flatMap((community) =>
		areasOf(
			community,
			sites.filter((site) => site.community === community)
		)
	);
}

function areasOf(community: number, sites: readonly BlockSite[]): AreaSites[] {
	const works = sites.filter((site) => site.use === 'industry' || site.use === 'depot');
	const college = sites.filter((site) => site.use === 'college');
	const apart = [works.length >= 4 ? works : [], college].filter((group) => group.length > 0);
	const rest = sites.filter((site) => !apart.flat().includes(site));
	const lived = rest.filter((site) => site.households > 0);
	const lanes = lived.filter((site) => site.use === 'courtyards');
	const homes = [lanes, lived.filter((site) => !lanes.includes(site))].flatMap((own) =>
		merged(own.map((site) => [site]))
	);
	for (const site of rest.filter((other) => other.households === 0)) nearestGroup(homes, site)?.push(site);
	return [
		...homes.map((group) => ({ community, special: false, sites: group })),
		...apart.map((group) => ({ community, special: true, sites: group }))
	];
}

const households = (group: readonly BlockSite[]) => group.reduce((sum, site) => sum + site.households, 0);

function nearestGroup(groups: BlockSite[][], site: BlockSite): BlockSite[] | undefined {
	const gap = (group: BlockSite[]) => Math.min(...group.map((other) => distance(other.at, site.at)));
	return [...groups].sort((a, b) => gap(a) - gap(b))[0];
}

/** Joins the smallest group to the nearest one with room, until every group is large enough or nobody has room. */
function merged(groups: BlockSite[][]): BlockSite[][] {
	const small = [...groups]
		.sort((a, b) => households(a) - households(b))
		.filter((group) => households(group) < AREA_LEAST);
	for (const group of small) {
		const site = group[0] as BlockSite;
		const open = groups.filter((other) => other !== group && households(other) + households(group) <= AREA_MOST);
		const target = nearestGroup(open, site);
		if (!target) continue;
		return merged([...groups.filter((other) => other !== group && other !== target), [...target, ...group]]);
	}
	return groups;
}
