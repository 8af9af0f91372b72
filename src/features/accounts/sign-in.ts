import type { AuthError, SupabaseClient } from '@supabase/supabase-js';
import type { Credentials } from '#features/accounts/credentials';
import type { FormProblem } from '#ui/form-problem';

/** Signs in with a password; the client keeps the session in its cookies. Null when it worked. */
export async function signIn(client: SupabaseClient, credentials: Credentials): Promise<FormProblem | null> {
	const { error } = await client.auth.signInWithPassword(credentials);
	return error ? signInProblem(error) : null;
}

/** Makes an account and signs in. Null when it worked. */
export async function join(client: SupabaseClient, credentials: Credentials): Promise<FormProblem | null> {
	const { data, error } = await client.auth.signUp(credentials);
	if (error) return joinProblem(error);
	return data.session ? null : signIn(client, credentials);
}

/** The sentence to show for an error of signing in: never whether the account exists. */
export function signInProblem(error: Pick<AuthError, 'status' | 'code' | 'message'>): FormProblem {
	const brake = braked(error);
	if (brake) return brake;
	if (error.status === undefined || error.status === 0) return { refusal: 'offline' };
	if (error.status >= 500) return { refusal: 'busy' };
	return { refusal: 'wrong-credentials' };
}

/** The sentence to show for an error of making an account. */
export function joinProblem(error: Pick<AuthError, 'status' | 'code' | 'message'>): FormProblem {
	const brake = braked(error);
	if (brake) return brake;
	if (error.code === 'weak_password' || /password/i.test(error.message)) {
		return { field: 'password', refusal: 'weak-password' };
	}
	if (error.status === undefined || error.status === 0) return { refusal: 'offline' };
	if (error.status >= 500) return { refusal: 'busy' };
	return { field: 'email', refusal: 'email-taken' };
}

const LONGEST_BRAKE_MINUTES = 15;

/** The gate, like the platform, names the seconds to wait in its message: in nothing else that reaches us. */
function braked({ status, message }: Pick<AuthError, 'status' | 'message'>): FormProblem | null {
	if (status !== 429) return null;
	const seconds = Number(/(\d+) seconds?\b/.exec(message)?.[1] ?? NaN);
	const minutes = Number.isFinite(seconds) ? Math.max(1, Math.ceil(seconds / 60)) : LONGEST_BRAKE_MINUTES;
	return { refusal: 'too-many-attempts', params: { minutes } };
}

/** Gives the signed-in caller a new password. Null when it worked. */
export async function changePassword(client: SupabaseClient, password: string): Promise<FormProblem | null> {
	const { error } = await client.auth.updateUser({ password });
	if (!error) return null;
	return error.status === 401 || error.status === 403 ? { refusal: 'signed-out' } : joinProblem(error);
}
