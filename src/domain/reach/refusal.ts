/** Why a question about walking is not answered. The word is the key of the sentence a person reads. */
export const REACH_REFUSALS = [
	'bad-position',
	'far-from-streets',
	'bad-pace',
	'bad-minutes',
	'damaged-network',
	'unknown-network-version'
] as const;
export type ReachRefusalWord = (typeof REACH_REFUSALS)[number];

/** A refusal as an error that can be thrown, carried over a worker's border by its word, and told in words. */
export class ReachRefusal extends Error {
	readonly refusal: ReachRefusalWord;

	constructor(refusal: ReachRefusalWord) {
		super(refusal);
		this.name = 'ReachRefusal';
		this.refusal = refusal;
	}
}
