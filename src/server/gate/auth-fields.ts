/** What a request of `/auth/v1` carries, as far as the gate looks at it. */
export interface Fields {
	readonly email?: unknown;
	readonly password?: unknown;
	readonly data?: unknown;
	readonly [name: string]: unknown;
}

/**
 * The fields of a JSON body. Text that is no JSON has none, and the library refuses it; null for JSON that the library
 * would stumble over: no object, a credential that is no text, or a character U+0000, which no column of text can hold.
 */
export function readFields(body: string): Fields | null {
	let unfit = false;
	const look = (name: string, value: unknown): unknown => {
		if (name.includes('\0') || (typeof value === 'string' && value.includes('\0'))) unfit = true;
		return value;
	};
	let fields: unknown;
	try {
		fields = JSON.parse(body, look);
	} catch {
		return {};
	}
	if (unfit || typeof fields !== 'object' || fields === null || Array.isArray(fields)) return null;
	return CREDENTIALS.every((name) => isTextOrNothing((fields as Fields)[name])) ? (fields as Fields) : null;
}

const CREDENTIALS = ['email', 'password', 'refresh_token', 'auth_code', 'code_verifier'];

function isTextOrNothing(value: unknown): boolean {
	return typeof value === 'string' || value === undefined || value === null;
}
