/** Why a file of polygons is not read at all. The word is the key of the sentence a person reads. */
export const POLYGON_REFUSALS = [
	'polygons-empty-file',
	'polygons-not-json',
	'polygons-not-geojson',
	'polygons-other-datum',
	'polygons-not-degrees',
	'polygons-none',
	'polygons-too-many',
	'polygons-too-many-corners',
	'polygons-too-large',
	'polygons-elsewhere',
	'polygons-too-slow',
	'polygons-without-file',
	'polygons-torn',
	'polygons-busy',
	'polygons-gone'
] as const;
export type PolygonRefusalWord = (typeof POLYGON_REFUSALS)[number];

/** What fills the sentence: where in the file, the limit that was passed, what was found there. */
export interface PolygonTrouble {
	readonly line?: number;
	readonly column?: number;
	readonly limit?: number;
	readonly found?: string;
}

/** A file that is refused by name. Carried over a thread's border by its word and trouble. */
export class PolygonRefusal extends Error {
	readonly refusal: PolygonRefusalWord;
	readonly trouble: PolygonTrouble;

	constructor(refusal: PolygonRefusalWord, trouble: PolygonTrouble = {}) {
		super(refusal);
		this.name = 'PolygonRefusal';
		this.refusal = refusal;
		this.trouble = trouble;
	}
}
