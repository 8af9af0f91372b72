import { createBrowserClient, createServerClient, type CookieMethodsServer } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';

/** Where the database's public interface is; both values may be known to everybody. */
export interface DatabaseDoor {
	/** Origin of the Supabase platform; null where this server answers under its own origin. */
	readonly url: string | null;
	readonly key: string;
}

// One name on the server and in every browser, whatever host was addressed.
const COOKIE = 'gezhi-session';

/** Whether a cookie carries a session, or a part of one: long sessions are cut into several cookies. */
export function isSessionCookie(name: string): boolean {
	return name.startsWith(COOKIE);
}

/** The client of a browser's work pages. The session is in the cookie that the server reads as well. */
export function browserClient(door: DatabaseDoor): SupabaseClient {
	return createBrowserClient(door.url ?? location.origin, door.key, {
		cookieOptions: { name: COOKIE, sameSite: 'lax', secure: location.protocol === 'https:' }
	});
}

export interface ServerDoor extends DatabaseDoor {
	readonly cookies: CookieMethodsServer;
	/** False on plain http, where a browser would throw a secure cookie away. */
	readonly secure: boolean;
	/** How requests travel: the network, or straight to the embedded backend. */
	readonly fetch?: typeof fetch;
}

/** The client of one request on the server, with the caller's own token and nobody else's rights. */
export function serverClient(door: ServerDoor): SupabaseClient {
	return createServerClient(door.url ?? 'http://embedded.invalid', door.key, {
		cookieOptions: { name: COOKIE, sameSite: 'lax', secure: door.secure },
		cookies: door.cookies,
		...(door.fetch ? { global: { fetch: door.fetch } } : {})
	});
}
