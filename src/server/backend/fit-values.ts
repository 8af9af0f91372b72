import type { PGlite } from '@electric-sql/pglite';

type Serialize = (value: unknown) => unknown;

/** SQLSTATE of a value that is no value of its type; the gateway answers it with 400. */
const UNFIT = '22P02';

/** What turns a parameter into text, by the type that the database expects there. Both drivers have one. */
interface Driver {
	serializers: Record<number, (value: never) => unknown>;
}

/**
 * Lets only text reach a driver's protocol writer. PGlite's serializer of arrays hands on what is no array; a number
 * then breaks the writer in the middle of a message, and what it had written is put before the next message of whoever
 * comes next. One request with a wrong type ended the database for everybody.
 */
export function refuseUnfitValues(driver: Driver): void {
	driver.serializers = new Proxy(driver.serializers, {
		get: (known, type) => checked(Reflect.get(known, type) as Serialize | undefined)
	});
}

function checked(serialize: Serialize = asText): Serialize {
	return (value) => {
		let text: unknown;
		try {
			text = serialize(value);
		} catch {
			throw unfit();
		}
		if (typeof text !== 'string') throw unfit();
		return text;
	};
}

function asText(value: unknown): string {
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function unfit(): Error {
	// the value itself is somebody's and is not repeated
	return Object.assign(new Error('invalid input'), { name: 'error', code: UNFIT });
}

/**
 * Ends a transaction that a failed request has left open, so that the next one does not run inside it under a
 * stranger's role. False where the database does not come back: then its thread must be replaced.
 */
export async function isBackOnItsFeet(database: Pick<PGlite, 'exec' | 'query'>): Promise<boolean> {
	for (let attempt = 0; attempt < 3; attempt++) {
		try {
			// outside of a transaction this is a warning
			await database.exec('rollback');
			await database.query('select 1');
			return true;
		} catch {
			// the rest of a broken message is still in the way
		}
	}
	return false;
}
