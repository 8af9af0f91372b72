import { describe, expect, test } from 'vitest';
import { problemOfRefusal, readWish, readWishAnswers } from '#features/public/wish-form';

const COMMUNITY = '3f333df6-90a4-4fda-8dd3-9485d27cee36';
const GOOD = {
	operation: 'x',
	community: COMMUNITY,
	building: '',
	text: '想请人换一个灯泡',
	kind: 'service',
	urgency: 'weeks',
	beneficiary: 'empty_nest_elder',
	consent: 'self',
	contact: '电话 1',
	agree: 'yes'
};

function answersOf(changes: Record<string, string> = {}) {
	const form = new FormData();
	for (const [name, value] of Object.entries({ ...GOOD, ...changes })) form.set(name, value);
	return readWishAnswers(form);
}
const problems = (changes: Record<string, string>) => {
	const read = readWish(answersOf(changes));
	return 'problems' in read ? read.problems.map(({ field, refusal }) => `${field ?? ''} ${refusal}`.trim()) : [];
};

describe('a wish', () => {
	test('is read from its form', () => {
		expect(readWish(answersOf({ unit: '2', door: ' 302 ' }))).toEqual({
			wish: {
				communityId: COMMUNITY,
				buildingId: null,
				unit: 2,
				kind: 'service',
				urgency: 'weeks',
				beneficiary: 'empty_nest_elder',
				consent: 'self',
				text: '想请人换一个灯泡',
				contact: '电话 1',
				person: '',
				proxy: '',
				door: '302'
			}
		});
	});

	test.each([
		['text text-missing', { text: '' }],
		['text text-missing', { text: '\u202e\u200f ' }],
		['text text-unclear', { text: '13800000000' }],
		['text text-unclear', { text: '👵🧶' }],
		['text too-long', { text: '愿'.repeat(10_000) }],
		['kind kind-missing', { kind: 'urgent' }],
		['urgency urgency-missing', { urgency: '' }],
		['beneficiary beneficiary-missing', { beneficiary: 'cat' }],
		['consent whose-missing', { consent: '' }],
		['consent guardian-missing', { beneficiary: 'left_behind_child' }],
		['contact contact-missing', { contact: ' ' }],
		['contact too-long', { contact: '1'.repeat(101) }],
		['door too-long', { door: '1'.repeat(41) }],
		['agree consent-missing', { agree: '' }],
		['community-missing', { community: 'Robert’); drop table' }]
	])('is asked again: %s', (problem, changes) => {
		expect(problems(changes)).toEqual([problem]);
	});

	test('keeps script, emoji, apostrophes and right-to-left text, without what turns the direction', () => {
		for (const text of ['<script>alert(1)</script>', '👨‍👩‍👧 想要书包', "O'Brien", 'أريد بطانية']) {
			const read = readWish(answersOf({ text: `\u202e${text}` }));
			expect('wish' in read && read.wish.text).toBe(text);
		}
	});

	test('loses nothing of what was typed', () => {
		const text = '愿'.repeat(10_000);
		expect(answersOf({ text, contact: '' })).toMatchObject({ text, contact: '', kind: 'service' });
	});
});

test('a refusal of the database stands at its field, or at the top', () => {
	expect(problemOfRefusal('text-unclear', null)).toEqual({ field: 'text', refusal: 'text-unclear', params: {} });
	expect(problemOfRefusal('too-many-attempts', { minutes: 3 })).toEqual({
		refusal: 'too-many-attempts',
		params: { minutes: 3 }
	});
});
