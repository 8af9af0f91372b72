import { error } from '@sveltejs/kit';
import { loadPairs, loadPlanSheet } from '#data/plan-sheets';
import { pagePlans } from '#data/plans';
import { comparePlans, pairsOfAreas } from '#domain/division/compare';
import { sketchOf } from '#features/plans/sketch';
import { idOf } from '#features/public/questions';
import { pageAnswer } from '#server/page-error';
import { planOutlines } from '#server/tiles/plan-outlines';
import type { PageServerLoad } from './$types';

const CHOICES = 50;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const planId = idOf(params.plan) ?? error(404, { message: 'not-found', refusal: 'not-found' });
	const wanted = idOf(url.searchParams.get('community'));
	const sheet = await pageAnswer(loadPlanSheet(locals.supabase, planId, wanted));
	const { plan, community } = sheet;
	const choices = await pageAnswer(choicesFor(locals.supabase, plan.districtId, community?.id ?? null));
	const others = choices.filter(({ id }) => id !== planId);
	const likely = [idOf(url.searchParams.get('with')), sheet.base?.id, sheet.inForce, plan.baseId];
	const withId = likely.find((id) => id && id !== planId && (likely[0] === id || others.some((one) => one.id === id)));
	const onlyChanges = url.searchParams.get('all') !== '1';
	const frame = { sheet, choices: others, onlyChanges, comparison: null };
	if (!community || !withId) return frame;
	return { ...frame, comparison: await pageAnswer(compare(locals.supabase, planId, withId, community.id)) };
};

async function choicesFor(client: App.Locals['supabase'], districtId: string, communityId: string | null) {
	const ask = (id: string | null) => pagePlans(client, { districtId, communityId: id, page: 1, size: CHOICES });
	const [proposals, editions] = await Promise.all([communityId ? ask(communityId) : null, ask(null)]);
	const published = editions.rows.filter(({ status }) => status === 'effective' || status === 'retired');
	return [...(proposals?.rows ?? []), ...published];
}

async function compare(client: App.Locals['supabase'], planId: string, withId: string, communityId: string) {
	const [after, before, pairs, shapes, former] = await Promise.all([
		loadPlanSheet(client, planId, communityId),
		loadPlanSheet(client, withId, communityId),
		loadPairs(client, { planId, withId, communityId }),
		planOutlines(client, planId, communityId),
		planOutlines(client, withId, communityId)
	]);
	const level = (cells: typeof after.cells, wanted: 2 | 3) => cells.filter((cell) => cell.level === wanted);
	const above = pairsOfAreas(pairs, before.cells, after.cells);
	return {
		other: before.plan,
		stairs: comparePlans(level(before.cells, 3), level(after.cells, 3), pairs),
		areas: comparePlans(level(before.cells, 2), level(after.cells, 2), above),
		areaNames: Object.fromEntries([...before.cells, ...after.cells].map(({ id, name }) => [id, name])),
		sketch: sketchOf([shapes, former])
	};
}
