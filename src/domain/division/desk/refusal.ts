import type { ReachRefusalWord } from '#domain/reach/refusal';

/** Why the desk does not do what it was told. The word is the key of the sentence a person reads. */
export const DESK_REFUSALS = [
	'damaged-parcels',
	'foreign-unit',
	'units-moved',
	'not-a-cell',
	'cell-exists',
	'cell-gone',
	'cell-in-use',
	'cell-unfit',
	'bad-area'
] as const;
export type DeskRefusalWord = (typeof DESK_REFUSALS)[number];

/** A refusal as an error that can be thrown, carried over a worker's border by its word, and told in words. */
export class DeskRefusal extends Error {
	readonly refusal: DeskRefusalWord | ReachRefusalWord;

	constructor(refusal: DeskRefusalWord | ReachRefusalWord) {
		super(refusal);
		this.name = 'DeskRefusal';
		this.refusal = refusal;
	}
}
