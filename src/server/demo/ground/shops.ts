import type { Board } from '#server/demo/ground/board';
import type { Frontage, Lot } from '#server/demo/ground/lot';
import { inward } from '#server/demo/ground/lot';
import type { Random } from '#server/demo/random';
import { subtract } from '#server/demo/shape/plane';
import { rectangle } from '#server/demo/shape/polygon';

/** Rows of shops along the busy sides of a lot: some low, some with dwellings above. */
export function lineShops(board: Board, lot: Lot, shopSides: readonly boolean[]): void {
	lot.frontages.forEach((side, i) => {
		if (shopSides[i]) shopRow(board, lot, side, lot.random.fork(`shops${i}`));
	});
}

function shopRow(board: Board, lot: Lot, side: Frontage, random: Random): void {
	const [dx, dy] = subtract(side.to, side.from);
	const angle = Math.atan2(dy, dx);
	let along = random.between(3, 8);
	while (along < side.length - 14) {
		const width = Math.min(random.pick([26, 34, 42, 56]), side.length - along - 2);
		const drawn = width >= 12 && placeShop(board, lot, side, { along, width, angle, random });
		along += drawn ? width + random.between(2, 7) : 5;
	}
}

interface ShopSpot {
	readonly along: number;
	readonly width: number;
	readonly angle: number;
	readonly random: Random;
}

function placeShop(board: Board, lot: Lot, side: Frontage, { along, width, angle, random }: ShopSpot): boolean {
	const lived = width > 26 && (lot.mark.quarter === 'aged' || lot.mark.quarter === 'mid') && random.chance(0.2);
	const depth = lived ? 11 : random.between(8, 11);
	const centre = inward(side, (along + width / 2) / side.length, depth / 2 + 0.6);
	const levels = lived ? random.whole(5, 6) : random.whole(1, 3);
	return board.place(
		{
			role: lived ? 'shophouse' : 'shop',
			kind: lived ? 'mixed' : 'shop',
			block: lot.block,
			compound: null,
			levels,
			ring: rectangle(centre, width, depth, angle),
			door: inward(side, (along + width / 2) / side.length, -0.6),
			units: lived ? Math.max(2, Math.floor(width / 15)) : 1,
			dwellings: lived ? (levels - 1) * 2 : 0,
			floorM2: lived ? width * depth : width * depth * levels,
			label: ''
		},
		{ buildings: 1.5, ways: 2.5 }
	);
}
