import { PolygonRefusal } from '#domain/division/polygons/refusal';
import { ReachRefusal } from '#domain/reach/refusal';
import { consoleLocale } from '#server/boot-console';
import { askPolygons } from '#server/commands/ask-polygons';
import { askReach } from '#server/commands/ask-reach';
import { UsageError } from '#server/commands/usage-error';
import { ImportRefusal, refusalSentence } from '#server/import/refusal';
import { troubleSentence } from '#server/polygons/sentences';
import { refusalText } from '#ui/text/refusal';
import { translator } from '#ui/text/words';

/** The questions that can be asked from the shell: each takes its own arguments and gives one JSON value. */
const QUESTIONS: Readonly<Record<string, (args: readonly string[]) => Promise<unknown>>> = {
	reach: askReach,
	polygons: (args) => askPolygons(args, consoleLocale())
};

const t = translator(consoleLocale());

/** One sentence for whatever went wrong. */
function sentenceFor(error: unknown): string {
	if (error instanceof ImportRefusal) return refusalSentence(t, error);
	if (error instanceof PolygonRefusal) return troubleSentence(t, error.refusal, error.trouble);
	if (error instanceof ReachRefusal) return refusalText(t, error.refusal);
	const code = error instanceof Error && 'code' in error ? String(error.code) : '';
	if (error instanceof UsageError || code.startsWith('ERR_PARSE_ARGS')) return t('ask.usage');
	return t('ask.failed', { reason: error instanceof Error ? error.message : String(error) });
}

const [name = '', ...args] = process.argv.slice(2);
const question = Object.hasOwn(QUESTIONS, name) ? QUESTIONS[name] : undefined;
if (!question) {
	console.error(t('ask.unknown-question', { name, known: Object.keys(QUESTIONS).join(', ') }));
	process.exitCode = 1;
} else {
	try {
		process.stdout.write(`${JSON.stringify(await question(args))}\n`);
	} catch (error) {
		console.error(sentenceFor(error));
		process.exitCode = 1;
	}
}
