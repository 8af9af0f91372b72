import { JobFailed } from '#server/backend/failure';
import { ConfigRefusal } from '#server/config';
import { ImportRefusal, refusalSentence } from '#server/import/refusal';
import { LockHeld } from '#server/lock';
import type { MessageKey, Params, Translate } from '#ui/text/translate';

/** One sentence for whatever stopped an import: the refusal's own words, or the error's where it has no name. */
export function failureSentence(t: Translate, error: unknown): string {
	if (error instanceof ImportRefusal) return refusalSentence(t, error);
	if (error instanceof LockHeld) return t('import.directory-held', { pid: String(error.holder?.pid ?? '?') });
	if (error instanceof ConfigRefusal) return named(t, [`commands.${error.refusal}`], { value: error.value });
	if (error instanceof JobFailed) {
		const { code, message, detail } = error.failure;
		const { subject = '', id = '' } = (detail ?? {}) as Readonly<Record<string, string>>;
		return named(t, [`import.ingest-${code}`, `commands.${code}`, `errors.${code}`], { subject, id, reason: message });
	}
	return t('import.failed', { reason: error instanceof Error ? error.message : String(error) });
}

/** The first of these messages that the dictionary has; else that it failed, with the last word of the key. */
function named(t: Translate, keys: readonly string[], params: Params): string {
	for (const key of keys) {
		const sentence = t(key as MessageKey, params);
		if (sentence !== key) return sentence;
	}
	return t('import.failed', { reason: params['reason'] || keys[0] || '' });
}
