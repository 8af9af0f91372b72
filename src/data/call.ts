import type { SupabaseClient } from '@supabase/supabase-js';
import { parse, type GenericSchema, type InferOutput } from 'valibot';

/** The database said no, and why: `refusal` is the word it used, which is a key of the dictionary's room `errors`. */
export class Refused extends Error {
	readonly refusal: string;
	/** What the database added, e.g. both values of a stale version; null where nothing. */
	readonly detail: unknown;

	constructor(refusal: string, detail: unknown = null) {
		super(refusal);
		this.name = 'Refused';
		this.refusal = refusal;
		this.detail = detail;
	}
}

/** What PostgREST answers instead of a result. */
interface DatabaseError {
	readonly code?: string;
	readonly message: string;
	readonly details?: string | null;
}

/**
 * Asks one database function and reads its answer by `schema`.
 * Throws `Refused` where the database refuses or cannot be reached, and valibot's error where the answer has
 * another shape than agreed.
 */
export async function call<Schema extends GenericSchema>(
	client: SupabaseClient,
	name: string,
	parameters: Readonly<Record<string, unknown>>,
	schema: Schema,
	signal?: AbortSignal
): Promise<InferOutput<Schema>> {
	const question = client.rpc(name, parameters);
	const { data, error, status } = await (signal ? question.abortSignal(signal) : question);
	if (error) throw refused(error, status);
	return parse(schema, data);
}

/** The refusal behind an error of the database's interface. */
export function refused(error: DatabaseError, status = 0): Refused {
	if (status === 503) return new Refused('busy');
	switch (error.code) {
		case 'P0001':
			return new Refused(/^[a-z][a-z-]*$/.test(error.message) ? error.message : 'failed', readDetail(error.details));
		case '42501':
			return new Refused('not-permitted');
		case '57014':
			return new Refused('too-slow');
		case 'PGRST301':
		case 'PGRST303':
			return new Refused('signed-out');
		case '':
		case undefined:
			return new Refused('offline');
		default:
			return new Refused('failed');
	}
}

function readDetail(text: string | null | undefined): unknown {
	if (!text) return null;
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
