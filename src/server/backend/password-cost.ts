import { compare, hash } from 'bcryptjs';

/** bcrypt's cost in the library's own hashes. */
const ROUNDS = 10;
let decoy: Promise<string> | null = null;

/**
 * Spends what checking a wrong password of an existing account costs, so that the time of the answer does not tell
 * whether the account exists.
 */
export async function burnPasswordCheck(password: string): Promise<void> {
	decoy ??= hash('no account has this password', ROUNDS);
	await compare(password.slice(0, 72), await decoy);
}
