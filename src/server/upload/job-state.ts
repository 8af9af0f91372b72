import type { ImportFacts } from '#server/import/import-summary';
import type { ImportReason, ImportTrouble } from '#server/import/refusal';

/** Every stage of an import from the browser, in order. Each has its words: `import.stage-<stage>`. */
export const UPLOAD_STAGES = [
	...['upload', 'structure', 'places', 'shapes', 'communities', 'doors', 'plan'],
	...['check', 'parcels', 'network', 'basemap', 'store', 'settle']
] as const;

/** The stages whose count is of bytes. */
export const BYTE_STAGES: readonly string[] = ['upload', 'structure', 'places'];

/** An import that runs, as far as it is. */
export interface RunningImport {
	readonly id: string;
	readonly userId: string;
	/** The map file as its sender calls it; empty until it is known. */
	readonly file: string;
	readonly stage: string;
	readonly done: number | null;
	readonly total: number | null;
}

/** How an import ended: what the database keeps, and what the page is told from. */
export type ImportResult =
	| { readonly kind: 'done'; readonly file: string; readonly facts: ImportFacts; readonly seconds: number }
	| { readonly kind: 'cancelled'; readonly file: string }
	| { readonly kind: 'refused'; readonly file: string; readonly reason: ImportReason; readonly trouble: ImportTrouble }
	| {
			readonly kind: 'unfit';
			readonly file: string;
			readonly word: string;
			readonly subject: string;
			readonly id: string;
	  };
