const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
const GROUP = 4;

/** Signs that are read as another one, and the one that is meant. */
const MISREAD: Readonly<Record<string, string>> = { I: '1', L: '1', O: '0', U: 'V' };

/** The pattern of a code as it is kept: twelve signs out of 32. */
export const TRACKING_CODE = new RegExp(`^[${SIGNS}]{${LENGTH}}$`);

/**
 * What somebody typed, as a code is kept: full-width signs made plain, capitals, without blanks and hyphens, and
 * misread signs put right. Never longer than 40 signs; whether there is such a code only the database knows.
 */
export function readTrackingCode(typed: string): string {
	const plain = typed
		.slice(0, 200)
		.normalize('NFKC')
		.toUpperCase()
		.replace(/[^\p{L}\p{N}]/gu, '');
	return plain.replace(/[ILOU]/g, (sign) => MISREAD[sign]!).slice(0, 40);
}

/** A code in groups of four, as it is read out and written down. */
export function writeTrackingCode(code: string): string {
	return code.match(new RegExp(`.{1,${GROUP}}`, 'g'))?.join('-') ?? '';
}
