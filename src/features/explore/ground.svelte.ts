import { fetchCentreMarks } from '#data/centres';
import { fetchMemberMarks, fetchWishMarks, type MemberMarks, type WishMarks } from '#data/marks';
import { fetchOutline, type NodeOutline } from '#data/plan-shapes';
import type { CentreMark, MapView } from '#domain/place/view';
import type { WishKind, WishState } from '#domain/wishes/wish';

const NO_WISHES: WishMarks = { sums: [], points: [] };

/** What only the map needs beside its tiles, fetched by the browser; raw, because rows never change in place. */
export class Ground {
	centres: readonly CentreMark[] = $state.raw([]);
	members: MemberMarks = $state.raw([]);
	wishes: WishMarks = $state.raw(NO_WISHES);
	/** The outline that was asked for last. */
	outline: NodeOutline | null = $state.raw(null);
	/** Raised when somebody changed them: whoever drew them draws again. */
	wishesSeen = $state(0);
	membersSeen = $state(0);

	wishesChanged(): void {
		this.wishesSeen++;
	}

	membersChanged(): void {
		this.membersSeen++;
	}

	/** The outline of a node of the plan in force; of none where there is no plan. */
	async findOutline({ plan }: MapView, node: string | null, signal: AbortSignal): Promise<void> {
		const found = plan && node ? await fetchOutline(plan, node, signal) : null;
		if (!signal.aborted) this.outline = found;
	}

	async findCentres({ district, centresVersion }: MapView, signal: AbortSignal): Promise<void> {
		const centres = await fetchCentreMarks(district.id, centresVersion, signal);
		if (!signal.aborted) this.centres = centres;
	}

	async countMembers({ district, plan }: MapView, signal: AbortSignal): Promise<void> {
		const members = plan ? await fetchMemberMarks({ districtId: district.id, plan }, signal) : [];
		if (!signal.aborted) this.members = members;
	}

	/** All wishes in these states. */
	async findWishes(
		{ district, plan }: MapView,
		states: readonly WishState[],
		kinds: readonly WishKind[] | null,
		signal: AbortSignal
	): Promise<void> {
		const wishes = plan ? await fetchWishMarks({ districtId: district.id, plan }, states, kinds, signal) : NO_WISHES;
		if (!signal.aborted) this.wishes = wishes;
	}
}
