import { isWeakPassword, MIN_PASSWORD_LENGTH } from '#domain/people/password';
import type { FormProblem } from '#ui/form-problem';
import { textOf } from '#ui/form-text';

/** What somebody typed to sign in or to join. */
export interface Credentials {
	readonly email: string;
	readonly password: string;
}

const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** E-mail and password of a form. */
export function readCredentials(form: FormData): Credentials {
	return { email: textOf(form, 'email').toLowerCase(), password: asTyped(form, 'password') };
}

/** The second typing of a new password. */
export function repeatedPassword(form: FormData): string {
	return asTyped(form, 'repeated');
}

// a password is taken as typed, spaces included
function asTyped(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}

/** What stands against signing in with these before anybody is asked. */
export function signInProblems({ email, password }: Credentials): FormProblem[] {
	const problems = emailProblems(email);
	if (password === '') problems.push({ field: 'password', refusal: 'password-missing' });
	return problems;
}

/** What stands against a new account. Whether the password is a common one, the gate says. */
export function joinProblems({ email, password }: Credentials, repeated: string): FormProblem[] {
	return [...emailProblems(email), ...newPasswordProblems(password, repeated, email)];
}

/** What stands against a new password. */
export function newPasswordProblems(password: string, repeated: string, email = ''): FormProblem[] {
	if (password === '') return [{ field: 'password', refusal: 'password-missing' }];
	if (password.length < MIN_PASSWORD_LENGTH) return [{ field: 'password', refusal: 'password-short' }];
	if (isWeakPassword(password, email)) return [{ field: 'password', refusal: 'weak-password' }];
	if (password !== repeated) return [{ field: 'repeated', refusal: 'passwords-differ' }];
	return [];
}

function emailProblems(email: string): FormProblem[] {
	if (email === '') return [{ field: 'email', refusal: 'email-missing' }];
	if (email.length > 254 || !EMAIL.test(email)) return [{ field: 'email', refusal: 'email-invalid' }];
	return [];
}

// stands for this site, whatever it is called
const HERE = 'http://here.invalid';

/**
 * The path to go to after signing in: on this site and nowhere else. It is read as a browser reads it, which drops
 * tabs and line breaks, takes `\\` for `/` and `/.//` for `//`; and written in ASCII, as a header must be.
 */
export function safeReturn(path: string | null | undefined): string {
	if (!path?.startsWith('/')) return '/';
	const target = URL.parse(path, HERE);
	if (!target || target.origin !== HERE || target.pathname.startsWith('//')) return '/';
	return target.pathname + target.search + target.hash;
}
