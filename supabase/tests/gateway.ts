import { App } from '@supabase/lite';
import type { TestDatabase } from './database.ts';

export const PUBLISHABLE_KEY = 'sb_publishable_test';
export const TEST_JWT_SECRET = 'a secret of the tests, long enough';
const SECRET_KEY = 'sb_secret_test';

/** The gateway over a test database, as the server sets it up: both keys, no admin mode. */
export interface Gateway {
	/** Any request with these headers. */
	ask(method: string, path: string, body: unknown, headers: Readonly<Record<string, string>>): Promise<Response>;
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
			jwt_secret: TEST_JWT_SECRET,
			publishable_key: PUBLISHABLE_KEY,
			secret_key: SECRET_KEY
		},
		storage: { enabled: false },
		studio: { enabled: false },
		options: { server: { admin: false, disableStudio: true, disableFallback: true } }
	});
	const ask: Gateway['ask'] = (method, path, body, headers) =>
		database.turns.take(() =>
			app.fetch(
				new Request(`http://127.0.0.1${path}`, {
					method,
					headers: { 'content-type': 'application/json', prefer: 'return=representation,count=exact', ...headers },
					...(body === undefined ? {} : { body: JSON.stringify(body) })
				})
			)
		);
	const send: Gateway['send'] = (path, body, headers = { apikey: PUBLISHABLE_KEY }) =>
		ask('POST', path, body, { prefer: '', ...headers });
	return {
		ask,
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
