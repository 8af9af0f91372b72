import { JobFailed } from '#server/backend/failure';
import { consoleLocale } from '#server/boot-console';
import { ConfigRefusal } from '#server/config';
import { LockHeld } from '#server/lock';
import type { MessageKey, Params, Translate } from '#ui/text/translate';
import { translator } from '#ui/text/words';

/** The words of the terminal. */
export const t: Translate = translator(consoleLocale());

/** A command was called with arguments it does not take. */
export class Usage extends Error {
	readonly key: MessageKey;

	constructor(key: MessageKey) {
		super(key);
		this.name = 'Usage';
		this.key = key;
	}
}

/** Runs a command and ends the process: 0, or 1 with one sentence on the error output. */
export async function runCommand(
	command: (args: readonly string[]) => Promise<void>,
	words: Params = {}
): Promise<void> {
	try {
		await command(process.argv.slice(2));
	} catch (cause) {
		process.stderr.write(`${sentence(cause, words)}\n`);
		process.exitCode = 1;
	}
}

/** Why something failed, in one sentence; `words` fill what a refusal wants to name. */
export function sentence(cause: unknown, words: Params = {}): string {
	if (cause instanceof Usage) return t(cause.key);
	if (cause instanceof ConfigRefusal) return t(`commands.${cause.refusal}`, { value: cause.value });
	if (cause instanceof LockHeld) return heldSentence(cause);
	const refusal = refusalOf(cause);
	const filled = { ...words, ...(cause as { words?: Params } | null)?.words };
	for (const place of ['commands.', 'import.ingest-', 'import.', 'errors.']) {
		const key = `${place}${refusal}` as MessageKey;
		const text = t(key, filled);
		if (refusal && text !== key) return text;
	}
	return t('commands.failed-because', { reason: cause instanceof Error ? cause.message : String(cause) });
}

function heldSentence({ holder, path }: LockHeld): string {
	const place = path.replace(/\/lock[^/]*$/, '');
	if (!holder || holder.pid === 0) return t('commands.lock-held-unknown', { path: place });
	const { pid, host, since } = holder;
	return t('commands.lock-held', { path: place, pid: String(pid), host, since });
}

function refusalOf(cause: unknown): string {
	if (cause instanceof JobFailed) return cause.failure.code;
	const { refusal } = (cause ?? {}) as { refusal?: unknown };
	return typeof refusal === 'string' ? refusal : '';
}
