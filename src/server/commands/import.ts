import { basename } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { runJob } from '#server/backend/job';
import { bootConsole, consoleLocale } from '#server/boot-console';
import { readConfig } from '#server/config';
import { failureSentence } from '#server/import/failure-sentence';
import { readArguments, type ImportArguments } from '#server/import/import-arguments';
import { importFacts, summaryLines } from '#server/import/import-summary';
import { readDistrict, type ReadDistrict } from '#server/import/read-district';
import { StageLine } from '#server/import/stage-line';
import { todayIn } from '#server/installation';
import { DEFAULT_LOCALE } from '#ui/text/locale';
import { translator } from '#ui/text/words';

const t = translator(consoleLocale());
const stages = new StageLine(t, process.stdout);
const stopping = new AbortController();

/** `npm run import -- FILE …`: reads, says what it found, and stores it in one piece or not at all. */
async function run(wanted: ImportArguments): Promise<void> {
	const started = performance.now();
	const { timeZone } = readConfig();
	const read = await readDistrict(
		{
			path: wanted.file,
			boundaryPath: wanted.boundaryPath,
			name: wanted.name,
			today: todayIn(timeZone),
			locale: DEFAULT_LOCALE,
			maxUnpackedBytes: wanted.maxUnpackedBytes
		},
		{ onProgress: (progress) => stages.show(progress), signal: stopping.signal }
	);
	stages.end();
	for (const line of summaryLines(t, basename(wanted.file), importFacts(read))) console.log(line);
	const { name } = read.survey.district;
	if (!wanted.yes && !(await agreed(name))) {
		console.log(t('import.declined'));
		return;
	}
	await store(read, timeZone);
	console.log(t('import.summary-done', { name, seconds: ((performance.now() - started) / 1000).toFixed(1) }));
}

/** Asks where somebody sits at a terminal; a script that calls the command has decided already. */
async function agreed(name: string): Promise<boolean> {
	if (!process.stdin.isTTY || !process.stdout.isTTY) return true;
	const terminal = createInterface({ input: process.stdin, output: process.stdout });
	try {
		const answer = await terminal.question(t('import.confirm', { name }), { signal: stopping.signal });
		return /^\s*y(es)?\s*$/i.test(answer);
	} finally {
		terminal.close();
	}
}

async function store({ survey }: ReadDistrict, timeZone: string): Promise<void> {
	await runJob(
		'ingest',
		{ survey, life: null, isDemo: false, timeZone },
		{
			onProgress: (progress) => stages.show(progress),
			signal: stopping.signal,
			events: bootConsole((line) => console.log(line), t)
		}
	);
	stages.end();
}

function fail(error: unknown): void {
	stages.end();
	const sentence = stopping.signal.aborted ? t('import.cancelled') : failureSentence(t, error);
	console.error(stopping.signal.aborted ? sentence : `${sentence} ${t('import.nothing-changed')}`);
	process.exitCode = 1;
}

const wanted = readArguments(process.argv.slice(2));
if ('refused' in wanted) {
	console.error(`${t(`import.${wanted.refused}`, { option: wanted.option })}\n${t('import.usage')}`);
	process.exitCode = 2;
} else {
	process.once('SIGINT', () => stopping.abort());
	await run(wanted).catch(fail);
}
