import type { Translate } from '#ui/text/translate';

/** Why a file was not taken in. Each has its sentence in the dictionary: `import.refused-<reason>`. */
export type ImportReason =
	| 'no-such-file'
	| 'empty-file'
	| 'not-osm'
	| 'unsupported-packing'
	| 'truncated'
	| 'malformed'
	| 'blob-too-large'
	| 'unpacks-too-far'
	| 'too-large'
	| 'coordinates-out-of-range'
	| 'nothing-to-show'
	| 'boundary-not-geojson'
	| 'boundary-not-degrees'
	| 'boundary-without-areas'
	| 'boundary-elsewhere'
	| 'boundary-overlap'
	| 'boundary-too-detailed'
	| 'upload-too-large'
	| 'upload-torn'
	| 'upload-too-slow'
	| 'upload-without-file'
	| 'upload-name-too-long'
	| 'upload-no-space'
	| 'took-too-long'
	| 'out-of-memory';

/** Where in a file the trouble is: a byte offset, a line, the id of a node, or the number of a feature. */
export interface FilePosition {
	readonly unit: 'byte' | 'line' | 'node' | 'feature';
	readonly at: number;
}

/** What the sentence of a refusal says beside its reason. All of it may cross a thread boundary. */
export interface ImportTrouble {
	/** The file's name without its directory. */
	readonly file: string;
	readonly position?: FilePosition | undefined;
	/** What was found there, as a word of the file itself (never a sentence). */
	readonly detail?: string | undefined;
	/** The limit that was passed, in the unit that the sentence names. */
	readonly limit?: number | undefined;
}

/** An input that is refused by name. Nothing was changed when it is thrown. */
export class ImportRefusal extends Error {
	readonly reason: ImportReason;
	readonly trouble: ImportTrouble;

	constructor(reason: ImportReason, trouble: ImportTrouble) {
		super(reason);
		this.name = 'ImportRefusal';
		this.reason = reason;
		this.trouble = trouble;
	}
}

/** The sentence a person reads: which file, where in it, what is wrong and what to do. */
export function refusalSentence(t: Translate, refusal: ImportRefusal): string {
	const { file, position, detail, limit } = refusal.trouble;
	const where = position ? t(`import.at-${position.unit}`, { n: String(position.at) }) : '';
	const found = detail ? t('import.found', { detail }) : '';
	return t(`import.refused-${refusal.reason}`, { file, where, found, limit: limit ?? '' });
}
