import { addressesOf } from '#server/demo/ground/addresses';
import type { Address, Addressee } from '#server/demo/ground/addresses';
import type { DraftBuilding, DraftCompound } from '#server/demo/ground/board';
import type { DrawnTown } from '#server/demo/ground/build';
import type { Gazetteer, NamePool } from '#server/demo/ground/gazetteer';
import { BUILDING_WORDS, PATTERNS, SHOP_WORDS } from '#server/demo/ground/places.words';
import { fillPattern } from '#server/demo/fill-pattern';
import type { Random } from '#server/demo/random';

export interface PlaceNames {
	/** By compound. */
	readonly compounds: readonly string[];
	/** The name of what stands on a block: its compound, institution or park; empty where nothing is named. */
	readonly blocks: readonly string[];
	/** By building. */
	readonly buildings: readonly { readonly name: string; readonly address: string }[];
}

/** Names compounds, institutions and parks, then numbers the streets and the buildings inside the walls. */
export function namePlaces(town: DrawnTown, streetNames: readonly string[], random: Random): PlaceNames {
	const { compounds, buildings } = town.board;
	const institution = institutionNames(town);
	const pools = {
		firm: namePool(town.plan.gazetteer.firms, random),
		...estatePools(town.plan.gazetteer, random)
	};
	const compoundNames = compounds.map((compound) => compoundName(compound, institution, pools));
	const first = new Map(compounds.map((compound, i) => [compound.block, i] as const).reverse());
	const blocks = town.plan.blocks.map(
		(_, block) => institution[block] || (compoundNames[first.get(block) ?? -1] ?? '')
	);
	const addresses = addressesOf(town, streetNames, addressees(town));
	const numbers = numbersInside(buildings);
	const words = buildings.map((building, i) => {
		const address = addresses.get(building.compound === null ? `b${i}` : `c${building.compound}`);
		const estate =
			building.compound === null ? (blocks[building.block] ?? '') : (compoundNames[building.compound] ?? '');
		return buildingWords(building, { address, estate, number: numbers[i] ?? null, random });
	});
	return { compounds: compoundNames, blocks, buildings: words };
}

type Pools = Record<'firm' | keyof Gazetteer['compounds'], string[]>;

function estatePools({ compounds }: Gazetteer, random: Random): Omit<Pools, 'firm'> {
	const { aged, mid, high, new: latest } = compounds;
	return {
		aged: namePool(aged, random),
		mid: namePool(mid, random),
		high: namePool(high, random),
		new: namePool(latest, random)
	};
}

/** Every first word once before any comes again with another ending; to be popped from the end. */
function namePool({ first, last }: NamePool, random: Random): string[] {
	return last
		.flatMap((_, turn) => random.shuffled(first.map((word, i) => word + last[(i + turn) % last.length])))
		.reverse();
}

function compoundName(compound: DraftCompound, institution: readonly string[], pools: Pools): string {
	if (compound.label === 'industry') return pools.firm.pop() ?? '';
	if (compound.label !== '') return institution[compound.block] ?? '';
	const age =
		compound.quarter === 'aged' || compound.quarter === 'station' || compound.quarter === 'old'
			? 'aged'
			: compound.quarter;
	return (age === 'aged' || age === 'high' || age === 'new' ? pools[age] : pools.mid).pop() ?? '';
}

/** Schools, hospitals, parks … are called after their community. */
function institutionNames(town: DrawnTown): string[] {
	const { institutions, communities } = town.plan.gazetteer;
	const turns = new Map<string, number>();
	return town.uses.map((use, block) => {
		const patterns = institutions[use];
		const community = town.plan.blocks[block]?.mark?.community;
		if (!patterns || community === undefined) return '';
		const turn = turns.get(`${use}${community}`) ?? 0;
		turns.set(`${use}${community}`, turn + 1);
		const name = fillPattern(patterns[Math.min(turn, patterns.length - 1)] ?? '', {
			short: communities[community]?.short ?? ''
		});
		return turn < patterns.length ? name : fillPattern(PATTERNS.numbered, { name, number: turn + 1 });
	});
}

function addressees(town: DrawnTown): Addressee[] {
	const { compounds, buildings } = town.board;
	return [
		...compounds.map((compound, i) => ({ key: `c${i}`, at: compound.gate, block: compound.block })),
		...buildings.flatMap((building, i) =>
			building.compound === null ? [{ key: `b${i}`, at: building.door, block: building.block }] : []
		)
	];
}

/**
 * Buildings of a compound (or of an open site) are numbered row by row from the north, from west to east; null where
 * there is only one of its kind.
 */
function numbersInside(buildings: readonly DraftBuilding[]): (number | null)[] {
	const numbers: (number | null)[] = [];
	const all = buildings.map((building, i) => ({ building, i }));
	const groups = Map.groupBy(all, ({ building }) =>
		building.compound === null ? `b${building.block}${building.label}` : `c${building.compound}${building.label}`
	);
	for (const group of groups.values()) {
		const row = ({ building }: (typeof all)[number]) => Math.round(building.door[1] / 16);
		group.sort((a, b) => row(b) - row(a) || a.building.door[0] - b.building.door[0]);
		group.forEach(({ i }, order) => (numbers[i] = group.length > 1 ? order + 1 : null));
	}
	return numbers;
}

interface Known {
	readonly address: Address | undefined;
	readonly estate: string;
	readonly number: number | null;
	readonly random: Random;
}

function buildingWords(
	building: DraftBuilding,
	{ address, estate, number, random }: Known
): { name: string; address: string } {
	const street = fillPattern(PATTERNS.streetNumber, { street: address?.street ?? '', number: address?.number ?? 1 });
	const numbered = { street: address?.street ?? '', number: address?.number ?? 1 };
	if (building.role === 'court') {
		const name = fillPattern(PATTERNS.house, numbered);
		return { name, address: name };
	}
	if (building.role === 'shop' && building.label === '')
		return { name: fillPattern(PATTERNS.shop, { ...numbered, word: random.pick(SHOP_WORDS) }), address: street };
	if (building.role === 'shophouse') return { name: fillPattern(PATTERNS.shophouse, numbered), address: street };
	const word = BUILDING_WORDS[building.label] ?? '';
	const name =
		building.label === ''
			? fillPattern(PATTERNS.building, { compound: estate, number: number ?? 1 })
			: number === null
				? fillPattern(PATTERNS.part, { institution: estate, word })
				: fillPattern(PATTERNS.numberedPart, { institution: estate, number, word });
	return { name, address: street + name };
}
