import { expect, test } from 'vitest';
import { actionUrl, chargeHref, parseCharge, type ChargeQuestion } from '#features/assign/question';

const C = '11111111-1111-4111-8111-111111111111';
const N = '22222222-2222-4222-8222-222222222222';
const plain: ChargeQuestion = {
	communityId: C,
	view: 'cells',
	node: null,
	vacant: false,
	placed: false,
	q: '',
	page: 1
};
const read = (href: string) => parseCharge(new URL(href, 'http://127.0.0.1').searchParams);

test('the address says the whole question, and nothing of what is usual', () => {
	expect(chargeHref(plain)).toBe(`/charge?community=${C}`);
	const whole: ChargeQuestion = { ...plain, view: 'members', node: N, vacant: true, placed: true, q: '王 五', page: 3 };
	expect(read(chargeHref(whole, { page: 3 }))).toEqual(whole);
});

test('nonsense takes its default, and without a community there is no question', () => {
	expect(read('/charge')).toBeNull();
	expect(read('/charge?community=1')).toBeNull();
	expect(read(`/charge?community=${C}&view=x&cell=y&page=-1&vacant=yes`)).toEqual(plain);
});

test('another view and another filter start at the first page', () => {
	const there: ChargeQuestion = { ...plain, view: 'members', q: '王', page: 4, node: N };
	expect(read(chargeHref(there, { placed: true }))).toEqual({ ...there, placed: true, page: 1 });
	expect(read(chargeHref(there, { view: 'history' }))).toEqual({ ...plain, view: 'history' });
});

test('a form is sent to the page it stands on', () => {
	const url = actionUrl({ ...plain, view: 'members', page: 2 }, 'place');
	expect(url).toBe(`?community=${C}&view=members&page=2&/place`);
	expect(read(`/charge${url}`)?.page).toBe(2);
});
