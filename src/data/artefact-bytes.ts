import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';

/** The bytes of the artefact with this SHA-256, from the database; null where it has none. Throws Refused. */
export async function readArtefactBytes(client: SupabaseClient, hash: string): Promise<Uint8Array | null> {
	const base64 = await call(client, 'artefact', { p_hash: hash }, v.nullable(v.string()));
	return base64 === null ? null : decodeBase64(base64);
}

// PostgreSQL's encode() breaks its lines as MIME does
function decodeBase64(text: string): Uint8Array {
	return Uint8Array.from(atob(text.replace(/\s/g, '')), (character) => character.charCodeAt(0));
}
