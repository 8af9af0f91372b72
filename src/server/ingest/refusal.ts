/** Why a survey is not taken in: the words are keys of the dictionary's room `import` (`import.ingest-<word>`). */
export type IngestRefusalWord =
	| 'empty-survey'
	| 'duplicate-id'
	| 'unknown-id'
	| 'unit-in-two-cells'
	| 'building-without-units'
	| 'bad-coordinate'
	| 'bad-count'
	| 'bad-boundary'
	| 'district-exists';

/** A survey that is refused by name. Nothing was written when it is thrown. */
export class IngestRefusal extends Error {
	readonly refusal: IngestRefusalWord;
	/** What the trouble is about: a kind of thing and its id, never a person's name. */
	readonly detail: { readonly subject: string; readonly id: string };

	constructor(refusal: IngestRefusalWord, subject: string, id: string) {
		super(`${refusal}: ${subject} ${id}`);
		this.name = 'IngestRefusal';
		this.refusal = refusal;
		this.detail = { subject, id };
	}
}
