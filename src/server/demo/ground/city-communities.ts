import { evened } from '#server/demo/ground/city-evening';
import type { Stretch } from '#server/demo/ground/city-quarters';

interface Shared {
	/** By stretch. */
	readonly communityOf: readonly number[];
	/** By community. */
	readonly subdistrictOf: readonly number[];
}

/** Shares a town out: subdistricts of about as many communities, communities of about as many households. */
export function shareOut(
	stretches: readonly Stretch[],
	wanted: { readonly communities: number; readonly subdistricts: number }
): Shared {
	const all = stretches.map((_, i) => i);
	const banks = [true, false].map((north) => all.filter((i) => stretches[i]?.northOfRiver === north));
	const total = weigh(stretches, all);
	const share = (count: number) => Math.round((count * weigh(stretches, banks[0] ?? [])) / total);
	const north = share(wanted.communities);
	const communityOf: number[] = [];
	const subdistrictOf: number[] = [];
	const offices = [share(wanted.subdistricts), wanted.subdistricts - share(wanted.subdistricts)];
	const counts = [north, wanted.communities - north];
	let office = 0;
	banks.forEach((bank, side) => {
		const parts = halved(stretches, bank, offices[side] as number, counts[side] as number);
		for (const part of parts) {
			for (const own of halved(stretches, part.own, part.communities, part.communities)) {
				for (const i of own.own) communityOf[i] = subdistrictOf.length;
				subdistrictOf.push(office);
			}
			office++;
		}
	});
	return { communityOf: evened(stretches, communityOf), subdistrictOf };
}

interface Part {
	readonly own: readonly number[];
	readonly communities: number;
}

const weigh = (stretches: readonly Stretch[], own: readonly number[]): number =>
	own.reduce((sum, i) => sum + (stretches[i]?.households ?? 0), 0);

/**
 * Halves the ground across its longer side, again and again, into `parts` with equal shares of `communities`; no part
 * gets fewer stretches than communities.
 */
function halved(stretches: readonly Stretch[], own: readonly number[], parts: number, communities: number): Part[] {
	if (parts <= 1) return [{ own, communities }];
	const low = Math.floor(parts / 2);
	const lowCommunities = parts === communities ? low : Math.round((communities * low) / parts);
	const place = (i: number, axis: 0 | 1) => (stretches[i] as Stretch).at[axis];
	const spread = (axis: 0 | 1) =>
		Math.max(...own.map((i) => place(i, axis))) - Math.min(...own.map((i) => place(i, axis)));
	const axis = spread(0) > spread(1) ? 0 : 1;
	const sorted = [...own].sort((a, b) => place(a, axis) - place(b, axis));
	const wantedWeight = (weigh(stretches, own) * lowCommunities) / communities;
	let [cut, weight] = [0, 0];
	while (cut < sorted.length) {
		const next = stretches[sorted[cut] as number]?.households ?? 0;
		if (weight + next / 2 > wantedWeight) break;
		weight += next;
		cut++;
	}
	cut = Math.max(lowCommunities, Math.min(sorted.length - (communities - lowCommunities), cut));
	return [
		...halved(stretches, sorted.slice(0, cut), low, lowCommunities),
		...halved(stretches, sorted.slice(cut), parts - low, communities - lowCommunities)
	];
}
