import type { BootEvents } from '#server/installation';
import { describeError } from '#server/backend/quiet-console';
import type { OpeningStep } from '#server/backend/thread-messages';
import { translator } from '#ui/text/words';
import type { MessageKey, Translate } from '#ui/text/translate';
import { parseLocale, type Locale } from '#ui/text/locale';

/** The language of the terminal, from the locale settings of the machine; English where it is neither. */
export function consoleLocale(): Locale {
	return parseLocale(new Intl.DateTimeFormat().resolvedOptions().locale) ?? 'en';
}

/** Tells boot's progress in words, a line for each new thing. */
export function bootConsole(say: (line: string) => void, t: Translate = translator(consoleLocale())): BootEvents {
	let stage = '';
	return {
		onStep: (step) => {
			// one line for all migrations: their names are for the log of a failure
			if (step.step !== 'migrating' || step.done === 0) say(stepLine(step, t));
		},
		onDemo: ({ stage: next }) => {
			if (next === stage) return;
			stage = next;
			const key = `commands.demo-stage-${next}` as MessageKey;
			const line = t(key);
			// a stage without words is a detail
			if (line !== key) say(line);
		},
		onDemoDone: (name) => say(t('commands.demo-ready', { name })),
		onError: (part, cause) =>
			say(`${t(part === 'tick' ? 'commands.tick-failed' : 'commands.snapshot-failed')} ${describeError(cause)}`)
	};
}

function stepLine({ step, total = 0 }: OpeningStep, t: Translate): string {
	switch (step) {
		case 'creating':
			return t('commands.database-creating');
		case 'opening':
			return t('commands.database-opening');
		case 'migrating':
			return t('commands.database-migrating', { total });
	}
}
