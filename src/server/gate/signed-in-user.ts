import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { Remembered } from '#server/remembered';

/** Somebody who is signed in, as far as the token tells. What they may do the database decides at every call. */
export interface SignedIn {
	readonly id: string;
	readonly email: string | undefined;
	readonly sessionId: string | null;
	/** Milliseconds since the epoch at which the token ends. */
	readonly expiresAt: number;
}

// A session that was ended elsewhere is still greeted by name for these seconds, though every right is gone at once.
const SESSION_PATIENCE = { freshMs: 15_000, patienceMs: 250, firstPatienceMs: 5_000 };
const REMEMBERED_SESSIONS = 2_000;
const sessions = new Map<string, Remembered<boolean>>();

/**
 * Verifies the caller's token with the installation's own secret and asks whether its session still stands.
 * Where the database is busy, the last answer counts; where there was none, the token's signature.
 */
export async function verifiedUser(client: SupabaseClient, jwtSecret: string): Promise<SignedIn | null> {
	const { data } = await client.auth.getSession();
	const token = data.session?.access_token;
	const user = token ? verifyToken(token, jwtSecret) : null;
	if (!token || !user) return null;
	const stands = await sessionOf(token).read(async () => {
		const { error } = await client.auth.getUser(token);
		if (error && (error.status ?? 500) >= 500) throw error;
		return error === null;
	});
	return stands === false ? null : user;
}

/** The same on a Supabase platform, whose signing key we need not know. */
export async function platformUser(client: SupabaseClient): Promise<SignedIn | null> {
	const { data } = await client.auth.getClaims();
	return data ? readClaims(data.claims) : null;
}

/** The bearer of a token signed with `secret` by HS256 that has not ended at `now` (ms); null for any other text. */
export function verifyToken(token: string, secret: string, now = Date.now()): SignedIn | null {
	const [head = '', claims = '', signature = ''] = token.split('.');
	if ((parse(head) as { alg?: unknown } | null)?.alg !== 'HS256') return null;
	const expected = createHmac('sha256', secret).update(`${head}.${claims}`).digest();
	const given = Buffer.from(signature, 'base64url');
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
	const user = readClaims(parse(claims));
	return user && user.expiresAt > now ? user : null;
}

function readClaims(claims: unknown): SignedIn | null {
	const { sub, email, session_id, exp, role } = (claims ?? {}) as Record<string, unknown>;
	if (typeof sub !== 'string' || typeof exp !== 'number' || role !== 'authenticated') return null;
	return {
		id: sub,
		email: typeof email === 'string' ? email : undefined,
		sessionId: typeof session_id === 'string' ? session_id : null,
		expiresAt: exp * 1_000
	};
}

function parse(part: string): unknown {
	try {
		return JSON.parse(Buffer.from(part, 'base64url').toString('utf8')) as unknown;
	} catch {
		return null;
	}
}

function sessionOf(token: string): Remembered<boolean> {
	const key = createHash('sha256').update(token).digest('base64');
	const known = sessions.get(key) ?? new Remembered<boolean>(SESSION_PATIENCE);
	sessions.delete(key);
	sessions.set(key, known);
	for (const eldest of sessions.keys()) {
		if (sessions.size <= REMEMBERED_SESSIONS) break;
		sessions.delete(eldest);
	}
	return known;
}
