import type { MessageKey, Params, Translate } from '#ui/text/translate';

/** The sentence for a named refusal; one that has no words of its own gets the general sentence. */
export function refusalText(t: Translate, refusal: string, params?: Params): string {
	const key = `errors.${refusal}` as MessageKey;
	const text = t(key, params);
	return text === key ? t('errors.failed') : text;
}
