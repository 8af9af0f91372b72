/** Passwords of ten characters and more that are guessed first all the same, and patterns that are none. */
const GUESSED_FIRST = [
	'1234567890',
	'0123456789',
	'12345678910',
	'0987654321',
	'1q2w3e4r5t',
	'qwertyuiop',
	'1qaz2wsx3edc',
	'password12',
	'password123',
	'woaini1314',
	'woaini520',
	'5201314520',
	'1314520520',
	'iloveyou123',
	'administrator'
] as const;

export const MIN_PASSWORD_LENGTH = 10;
/** bcrypt reads no further than 72 bytes; a longer password would be cut without a word. */
export const MAX_PASSWORD_BYTES = 72;

/**
 * Whether a password is too weak to take: shorter than ten characters, longer than bcrypt reads, one of those tried
 * first, one character over and over, or the e-mail address. No rules about kinds of characters (NIST SP 800-63B).
 */
export function isWeakPassword(password: string, email = ''): boolean {
	const plain = password.normalize('NFKC').toLowerCase();
	if ([...plain].length < MIN_PASSWORD_LENGTH) return true;
	if (new TextEncoder().encode(password).length > MAX_PASSWORD_BYTES) return true;
	if (new Set(plain).size < 4) return true;
	if ((GUESSED_FIRST as readonly string[]).includes(plain)) return true;
	const address = email.trim().toLowerCase();
	return address !== '' && (plain === address || plain === address.split('@')[0]);
}
