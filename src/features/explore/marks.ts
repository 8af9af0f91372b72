import type { SupabaseClient } from '@supabase/supabase-js';
import type { MemberMarks, WishMarks } from '#data/marks';
import { countMembers } from '#data/members';
import { countWishes } from '#data/wishes';
import { OPEN_STATES, WISH_KINDS, WISH_STATES } from '#domain/wishes/wish';
import { memberSums, wishSums, type PlanPoints } from '#features/explore/sums';

/** Which marks of the map are asked for. */
export interface MarksQuestion {
	readonly what: 'wishes' | 'members';
	readonly district: string;
	readonly plan: string;
	readonly version: string;
	readonly states: readonly (typeof WISH_STATES)[number][];
	readonly kinds: readonly (typeof WISH_KINDS)[number][] | null;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Reads the address of a question; null where it makes no sense. */
export function parseMarks(params: URLSearchParams): MarksQuestion | null {
	const [what, district, plan] = [params.get('what'), params.get('district') ?? '', params.get('plan') ?? ''];
	if ((what !== 'wishes' && what !== 'members') || !ID.test(district) || !ID.test(plan)) return null;
	const list = (name: string) => params.get(name)?.split(',') ?? null;
	const states = WISH_STATES.filter((state) => list('states')?.includes(state));
	const kinds = list('kinds') && WISH_KINDS.filter((kind) => list('kinds')!.includes(kind));
	const version = params.get('version') ?? '';
	return { what, district, plan, version, states: states.length > 0 ? states : OPEN_STATES, kinds };
}

/** What the caller may know of it, at the places of `points`. Throws Refused. */
export async function marks(
	client: SupabaseClient,
	question: MarksQuestion,
	points: PlanPoints
): Promise<WishMarks | MemberMarks> {
	if (question.what === 'members') return memberSums(await countMembers(client, question.district), points);
	const { district: districtId, states, kinds } = question;
	const wishes = await countWishes(client, { districtId, states, kinds });
	return { sums: wishSums(wishes.sums, points), points: [...wishes.points] };
}
