import { App } from '@supabase/lite';
import type { TestDatabase } from './database.ts';

export const PUBLISHABLE_KEY = 'sb_publishable_test';
const SECRET_KEY = 'sb_secret_test';

/** The gateway over a test database, as the server sets it up: both keys, no admin mode. */
export interface Gateway {
	/** A request with the publishable key unless `headers` says otherwise. */
	send(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>;
	/** An account made through sign-up; its token as a header. */
	signUp(
		email: string,
		password: string
	): Promise<{ readonly userId: string; readonly bearer: Record<string, string> }>;
	/** Status of a sign-in with a password. */
	signIn(email: string, password: string): Promise<number>;
}

export function openGateway(database: TestDatabase): Gateway {
	const app = new App({
		connection: database.connection,
		auth: {
			enabled: true,
			jwt_secret: 'a secret of the tests, long enough',
			publishable_key: PUBLISHABLE_KEY,
			secret_key: SECRET_KEY
		},
		storage: { enabled: false },
		studio: { enabled: false },
		options: { server: { admin: false, disableStudio: true, disableFallback: true } }
	});
	const send: Gateway['send'] = (path, body, headers = { apikey: PUBLISHABLE_KEY }) =>
		database.turns.take(() =>
			app.fetch(
				new Request(`http://127.0.0.1${path}`, {
					method: 'POST',
					headers: { 'content-type': 'application/json', ...headers },
					body: JSON.stringify(body)
				})
			)
		);
	return {
		send,
		signUp: async (email, password) => {
			const session = (await (await send('/auth/v1/signup', { email, password })).json()) as {
				access_token: string;
				user: { id: string };
			};
			return {
				userId: session.user.id,
				bearer: { apikey: PUBLISHABLE_KEY, authorization: `Bearer ${session.access_token}` }
			};
		},
		signIn: async (email, password) => (await send('/auth/v1/token?grant_type=password', { email, password })).status
	};
}
