import type { SupabasePlatform } from '#server/config';
import type { Engine } from '#server/backend/engine';

/** Makes an account that may sign in at once; does nothing where it exists. Null where accounts cannot be made. */
export type MakeAccount = ((email: string, password: string) => Promise<void>) | null;

/** Signs up through the embedded gateway, as a person would. */
export function makeAccountThroughGateway(fetch: NonNullable<Engine['fetch']>, publishableKey: string): MakeAccount {
	return async (email, password) => {
		const request = new Request('http://embedded.invalid/auth/v1/signup', {
			method: 'POST',
			headers: { apikey: publishableKey, 'content-type': 'application/json' },
			body: JSON.stringify({ email, password })
		});
		const response = await fetch(request, { begin: () => undefined, end: () => undefined });
		if (!response.ok && response.status !== 422) throw new Error(`sign-up of a demo account: ${response.status}`);
	};
}

/** Asks the platform's administration; without its secret key there are no demo accounts. */
export async function makeAccountOnPlatform({ url, secretKey }: SupabasePlatform): Promise<MakeAccount> {
	if (!secretKey) return null;
	const { createClient } = await import('@supabase/supabase-js');
	const { auth } = createClient(url, secretKey, { auth: { persistSession: false } });
	return async (email, password) => {
		const { error } = await auth.admin.createUser({ email, password, email_confirm: true });
		if (error && error.code !== 'email_exists') throw error;
	};
}
