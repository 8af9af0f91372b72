import {
	CONSENTS,
	LIMITS,
	saysSomething,
	URGENCIES,
	visibleText,
	type Consent,
	type NewWish,
	type Urgency
} from '#domain/wishes/new-wish';
import { BENEFICIARIES, type Beneficiary } from '#domain/wishes/wish';
import { idOf } from '#features/public/questions';
import type { FormProblem } from '#ui/form-problem';
import { textOf } from '#ui/form-text';

/** What was typed and chosen, kept as it is so that nothing is lost where something is wrong. */
export type WishAnswers = Readonly<Record<WishField, string>>;

const FIELDS = [
	'operation',
	'community',
	'building',
	'text',
	'kind',
	'urgency',
	'beneficiary',
	'consent',
	'person',
	'proxy',
	'contact',
	'unit',
	'door',
	'agree'
] as const;
type WishField = (typeof FIELDS)[number];

/** The answers of a form, as they were given. */
export function readWishAnswers(form: FormData): WishAnswers {
	return Object.fromEntries(FIELDS.map((name) => [name, textOf(form, name)])) as WishAnswers;
}

const among = <T extends string>(values: readonly T[], text: string): T | null =>
	values.find((value) => value === text) ?? null;

/** The wish that the answers make, or what stands against it, field by field in the order of the page. */
export function readWish(answers: WishAnswers): { wish: NewWish } | { problems: readonly FormProblem[] } {
	const text = visibleText(answers.text);
	const choices = {
		kind: among(['goods', 'service'] as const, answers.kind),
		urgency: among<Urgency>(URGENCIES, answers.urgency),
		beneficiary: among<Beneficiary>(BENEFICIARIES, answers.beneficiary),
		consent: among<Consent>(CONSENTS, answers.consent)
	};
	const communityId = idOf(answers.community);
	const problems = problemsOf(answers, text, communityId, choices);
	if (problems.length > 0) return { problems };
	const unit = Number(answers.unit);
	const wish = {
		communityId: communityId!,
		buildingId: idOf(answers.building),
		unit: Number.isInteger(unit) && unit >= 1 && unit <= 99 ? unit : null,
		kind: choices.kind!,
		urgency: choices.urgency!,
		beneficiary: choices.beneficiary!,
		consent: choices.consent!,
		text,
		contact: visibleText(answers.contact),
		person: visibleText(answers.person),
		proxy: visibleText(answers.proxy),
		door: visibleText(answers.door)
	};
	return { wish };
}

interface Choices {
	readonly kind: string | null;
	readonly urgency: Urgency | null;
	readonly beneficiary: Beneficiary | null;
	readonly consent: Consent | null;
}

function problemsOf(
	answers: WishAnswers,
	text: string,
	communityId: string | null,
	{ kind, urgency, beneficiary, consent }: Choices
): FormProblem[] {
	const wordless = text === '' ? 'text-missing' : 'text-unclear';
	const ofChild = beneficiary === 'left_behind_child' && consent !== null && consent !== 'guardian';
	return [
		...(communityId ? [] : [{ refusal: 'community-missing' }]),
		...(saysSomething(text) ? tooLong(text, 'text') : [{ field: 'text', refusal: wordless }]),
		...(kind ? [] : [{ field: 'kind', refusal: 'kind-missing' }]),
		...(urgency ? [] : [{ field: 'urgency', refusal: 'urgency-missing' }]),
		...(beneficiary ? [] : [{ field: 'beneficiary', refusal: 'beneficiary-missing' }]),
		...(consent ? [] : [{ field: 'consent', refusal: 'whose-missing' }]),
		...(ofChild ? [{ field: 'consent', refusal: 'guardian-missing' }] : []),
		...tooLong(answers.person, 'person'),
		...tooLong(answers.proxy, 'proxy'),
		...(visibleText(answers.contact) === ''
			? [{ field: 'contact', refusal: 'contact-missing' }]
			: tooLong(answers.contact, 'contact')),
		...tooLong(answers.door, 'door'),
		...(answers.agree === 'yes' ? [] : [{ field: 'agree', refusal: 'consent-missing' }])
	];
}

function tooLong(text: string, field: keyof typeof LIMITS): FormProblem[] {
	const max = LIMITS[field];
	return text.length > max ? [{ field, refusal: 'too-long', params: { max } }] : [];
}

const FIELD_OF: Readonly<Record<string, WishField>> = {
	'text-missing': 'text',
	'text-unclear': 'text',
	'contact-missing': 'contact',
	'guardian-missing': 'consent'
};

/** Where on the page a refusal of the database is to be read. */
export function problemOfRefusal(refusal: string, detail: unknown): FormProblem {
	const params = typeof detail === 'object' && detail !== null ? (detail as Record<string, number>) : {};
	const field = FIELD_OF[refusal];
	return { ...(field ? { field } : {}), refusal, params };
}
