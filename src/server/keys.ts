import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeWhole } from '#server/whole-file';

/** The installation's own keys, made on first boot. They never leave the machine but for `publishableKey`. */
export interface Keys {
	/** Signs the tokens of everybody who is signed in. */
	readonly jwtSecret: string;
	/** Sent by every browser; opens what row-level security lets strangers see. */
	readonly publishableKey: string;
	/** Opens everything; no request of a person carries it. */
	readonly secretKey: string;
	/** Lets the commands of the same machine talk to the running server. */
	readonly controlSecret: string;
}

/**
 * Reads `keys.json` of the data directory (mode 600), or makes it. Call it under the directory's lock.
 * Throws where the file is there but cannot be read as keys: making others would sign everybody out for good.
 */
export async function openKeys(dataDir: string): Promise<Keys> {
	const path = join(dataDir, 'keys.json');
	const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
		if (cause.code === 'ENOENT') return null;
		throw cause;
	});
	if (text === null) return makeKeys(path);
	await chmod(path, 0o600);
	return parseKeys(text, path);
}

function parseKeys(text: string, path: string): Keys {
	const stored = JSON.parse(text) as Record<string, unknown>;
	const key = (name: string): string => {
		const value = stored[name];
		if (typeof value !== 'string' || value.length < 20) throw new Error(`${path}: ${name}`);
		return value;
	};
	return {
		jwtSecret: key('jwt_secret'),
		publishableKey: key('publishable_key'),
		secretKey: key('secret_key'),
		controlSecret: key('control_secret')
	};
}

async function makeKeys(path: string): Promise<Keys> {
	const random = () => randomBytes(32).toString('base64url');
	const keys: Keys = {
		jwtSecret: random(),
		publishableKey: `sb_publishable_${random()}`,
		secretKey: `sb_secret_${random()}`,
		controlSecret: random()
	};
	const stored = {
		jwt_secret: keys.jwtSecret,
		publishable_key: keys.publishableKey,
		secret_key: keys.secretKey,
		control_secret: keys.controlSecret
	};
	await writeWhole(path, Buffer.from(`${JSON.stringify(stored, null, '\t')}\n`), 0o600);
	return keys;
}
