/** Why no proposal is made. The word is the key of the sentence a person reads. */
export const PROPOSAL_REFUSALS = [
	'no-buildings',
	'bad-cell-count',
	'bad-range',
	'bad-tolerance',
	'more-cells-than-buildings',
	'all-locked',
	'no-cells-left'
] as const;
export type ProposalRefusalWord = (typeof PROPOSAL_REFUSALS)[number];

/** A refusal as an error that can be thrown, carried over a worker's border by its word, and told in words. */
export class ProposalRefusal extends Error {
	readonly refusal: ProposalRefusalWord;

	constructor(refusal: ProposalRefusalWord) {
		super(refusal);
		this.name = 'ProposalRefusal';
		this.refusal = refusal;
	}
}
