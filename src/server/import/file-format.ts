/** What a file is by its first bytes, whatever its name says. */
export type FileFormat = 'pbf' | 'gzip' | 'xml' | 'packed-otherwise' | 'unknown';

/** How many leading bytes `fileFormat` wants to see. */
export const FORMAT_BYTES = 64;

/** Signatures of archives that hold maps too, but are not read here: bzip2, zip, xz, zstd, 7z. */
const OTHER_PACKING = ['425a68', '504b0304', 'fd377a585a00', '28b52ffd', '377abcaf271c'];

/** Tells a format by its first bytes. */
export function fileFormat(head: Buffer): FileFormat {
	const hex = head.toString('hex');
	if (hex.startsWith('1f8b')) return 'gzip';
	if (OTHER_PACKING.some((signature) => hex.startsWith(signature))) return 'packed-otherwise';
	if (head.subarray(4).toString('latin1').includes('OSMHeader')) return 'pbf';
	const text = head.toString('utf8').replace(/^\ufeff/, '');
	return text.trimStart().startsWith('<') ? 'xml' : 'unknown';
}
