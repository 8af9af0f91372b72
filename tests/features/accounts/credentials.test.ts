import { describe, expect, test } from 'vitest';
import { actionUrl } from '#features/accounts/action-url';
import {
	joinProblems,
	newPasswordProblems,
	readCredentials,
	safeReturn,
	signInProblems
} from '#features/accounts/credentials';
import { branchOptions, nodeOptions } from '#features/accounts/node-choice';
import { joinProblem, signInProblem } from '#features/accounts/sign-in';

const names = (problems: readonly { field?: string; refusal: string }[]) =>
	problems.map(({ field, refusal }) => `${field}: ${refusal}`);

describe('signing in', () => {
	test('asks for both answers at once', () => {
		expect(names(signInProblems({ email: '', password: '' }))).toEqual([
			'email: email-missing',
			'password: password-missing'
		]);
		expect(names(signInProblems({ email: 'wang', password: 'x' }))).toEqual(['email: email-invalid']);
	});

	test('reads the address in lower case and the password as typed', () => {
		const form = new FormData();
		form.set('email', ' Wang@Example.COM ');
		form.set('password', ' a b ');
		expect(readCredentials(form)).toEqual({ email: 'wang@example.com', password: ' a b ' });
	});

	test('never tells whether the account exists', () => {
		expect(signInProblem({ status: 400, code: 'invalid_credentials', message: '' }).refusal).toBe('wrong-credentials');
		expect(signInProblem({ status: 400, code: 'user_not_found', message: '' }).refusal).toBe('wrong-credentials');
	});

	test('says how many minutes the brake holds, the longest where nobody says', () => {
		const minutes = (message: string) => signInProblem({ status: 429, code: undefined, message }).params?.minutes;
		expect(minutes('too-many-attempts: 290 seconds')).toBe(5);
		expect(minutes('you can only request this after 1 second.')).toBe(1);
		expect(minutes('rate limit')).toBe(15);
	});

	test('tells the brake and the weather apart from a wrong password', () => {
		expect(signInProblem({ status: 429, code: undefined, message: '' }).refusal).toBe('too-many-attempts');
		expect(signInProblem({ status: 503, code: undefined, message: '' }).refusal).toBe('busy');
		expect(signInProblem({ status: 0, code: undefined, message: '' }).refusal).toBe('offline');
		expect(joinProblem({ status: 422, code: 'weak_password', message: '' })).toEqual({
			field: 'password',
			refusal: 'weak-password'
		});
	});
});

describe('a new password', () => {
	const good = 'three quiet lamps';

	test('is long, not the address, and typed twice alike', () => {
		expect(names(newPasswordProblems('short', 'short'))).toEqual(['password: password-short']);
		expect(names(newPasswordProblems('wang@example.com', 'wang@example.com', 'wang@example.com'))).toEqual([
			'password: weak-password'
		]);
		expect(names(newPasswordProblems(good, 'other words here'))).toEqual(['repeated: passwords-differ']);
		expect(joinProblems({ email: 'wang@example.com', password: good }, good)).toEqual([]);
	});
});

describe('where to go after signing in', () => {
	test.each([
		['/map?cell=1', '/map?cell=1'],
		['https://evil.example/', '/'],
		['//evil.example/', '/'],
		['/\\evil.example', '/'],
		['javascript:alert(1)', '/'],
		[null, '/'],
		['/\t/evil.example', '/'],
		['/\n/evil.example', '/'],
		['/.//evil.example', '/'],
		['/a/..//evil.example', '/'],
		['/map\r\nx: y', '/mapx:%20y'],
		['/map?q=中', '/map?q=%E4%B8%AD']
	])('%s → %s', (wanted, path) => expect(safeReturn(wanted)).toBe(path));
});

describe('nodes to hang a role on', () => {
	const tree = [
		{ id: 'd', kind: 'district', parentId: null, name: 'D' },
		{ id: 's', kind: 'subdistrict', parentId: 'd', name: 'S' },
		{ id: 'c1', kind: 'community', parentId: 's', name: 'C1' },
		{ id: 'c2', kind: 'community', parentId: 's', name: 'C2' },
		{ id: 'l1', kind: 'lineage', parentId: 'c1', name: 'L1' },
		{ id: 'l2', kind: 'lineage', parentId: 'c2', name: 'L2' }
	] as const;

	test('cells only of the community that was opened', () => {
		expect(nodeOptions(tree, null).map(({ value, depth }) => `${value}${depth}`)).toEqual(['d0', 's1', 'c12', 'c22']);
		expect(nodeOptions(tree, 'c1').map(({ value }) => value)).toEqual(['d', 's', 'c1', 'l1', 'c2']);
		expect(branchOptions(tree, 'c1').map(({ value, depth }) => `${value}${depth}`)).toEqual(['c10', 'c20']);
	});

	test('of many communities only those of the subdistrict that was opened', () => {
		const more = Array.from({ length: 40 }, (_, n) => ({
			id: `m${n}`,
			kind: 'community' as const,
			parentId: 't',
			name: ''
		}));
		const city = [...tree, { id: 't', kind: 'subdistrict' as const, parentId: 'd', name: 'T' }, ...more];
		const values = (opened: string | null) => nodeOptions(city, opened).map(({ value }) => value);
		expect(values(null)).toEqual(['d', 's', 't']);
		expect(values('s')).toEqual(['d', 's', 'c1', 'c2', 't']);
		expect(values('c1')).toEqual(['d', 's', 'c1', 'l1', 'c2', 't']);
		expect(branchOptions(city, null).map(({ value }) => value)).toEqual(['s', 't']);
		expect(branchOptions(city, 'c2').map(({ value, depth }) => `${value}${depth}`)).toEqual(['s0', 'c11', 'c21', 't0']);
	});
});

test('an act keeps the search, and drops the act before it', () => {
	expect(actionUrl(new URLSearchParams('q=wang&page=2&/end='), 'grant')).toBe('?q=wang&page=2&/grant');
	expect(actionUrl(new URLSearchParams(''), 'grant')).toBe('?/grant');
});
