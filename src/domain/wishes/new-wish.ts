import type { Beneficiary, WishKind } from '#domain/wishes/wish';

export const URGENCIES = ['patient', 'weeks', 'urgent'] as const;
/** How long a wish can wait: for as long as it takes, two weeks, or not at all. */
export type Urgency = (typeof URGENCIES)[number];

export const CONSENTS = ['self', 'proxy', 'guardian'] as const;
/** Whose word stands for it: one's own, that of the person one asks for, or the guardian's of a child. */
export type Consent = (typeof CONSENTS)[number];

/** The most characters of the answers. The database holds the same limits. */
export const LIMITS = { text: 500, contact: 100, person: 40, proxy: 40, door: 40 } as const;

/** A wish as it is told, before anybody has looked at it. */
export interface NewWish {
	readonly communityId: string;
	readonly buildingId: string | null;
	/** The unit (stairwell) of the building; null where it is not known. */
	readonly unit: number | null;
	readonly kind: Exclude<WishKind, 'urgent'>;
	readonly urgency: Urgency;
	readonly beneficiary: Beneficiary;
	readonly text: string;
	readonly consent: Consent;
	/** A phone number, or another way to be reached. */
	readonly contact: string;
	readonly person: string;
	readonly proxy: string;
	readonly door: string;
}

/** Days within which it should come true; null where it can wait. */
export function dueDays(urgency: Urgency): number | null {
	return { patient: null, weeks: 14, urgent: 3 }[urgency];
}

/** The kind under which it is kept: what cannot wait is urgent whatever it is. */
export function keptKind({ kind, urgency }: Pick<NewWish, 'kind' | 'urgency'>): WishKind {
	return urgency === 'urgent' ? 'urgent' : kind;
}

/**
 * The text without what cannot be seen: control characters, and signs that turn the direction of writing and could make
 * a worker read something else. Line ends and the joints of emoji stay.
 */
export function visibleText(text: string): string {
	return text
		.replace(/\r\n?/g, '\n')
		.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu, (sign) => (sign === '\n' ? sign : ''))
		.trim();
}

/** Whether it says something: two characters in a row that are neither digits nor signs. */
export function saysSomething(text: string): boolean {
	return /[\p{L}\p{M}]{2}/u.test(text);
}
