import type { LastImport } from '#data/imports';
import { summaryLines } from '#server/import/import-summary';
import { ImportRefusal, refusalSentence } from '#server/import/refusal';
import { OSM_ATTRIBUTION } from '#server/import/survey-from-osm';
import { BYTE_STAGES, UPLOAD_STAGES, type ImportResult, type RunningImport } from '#server/upload/job-state';
import { megabytes, type UploadLimits } from '#server/upload/limits';
import type { MessageKey, Params, Translate } from '#ui/text/translate';

/** A running import in the reader's words. */
export interface RunningView {
	readonly file: string;
	/** The words of every stage, in order. */
	readonly stages: readonly string[];
	/** Which of them it is at. */
	readonly at: number;
	/** From 0 to 1, where it can be counted. */
	readonly share: number | null;
	/** How much is done of how much; empty where it cannot be counted. */
	readonly counted: string;
}

/** How an import ended, in the reader's words. */
export interface ReportView {
	readonly tone: 'good' | 'neutral' | 'danger';
	readonly sentence: string;
	/** What was found, a line each. */
	readonly lines: readonly string[];
	readonly mapHref: string | null;
	readonly endedAt: string | null;
}

/** Tells how far an import is. */
export function runningView(t: Translate, running: RunningImport): RunningView {
	const { stage, file, done, total } = running;
	const countable = done !== null && total !== null && total > 0;
	return {
		file,
		stages: UPLOAD_STAGES.map((name) => t(`import.stage-${name}` as MessageKey)),
		at: Math.max(0, (UPLOAD_STAGES as readonly string[]).indexOf(stage)),
		share: countable ? Math.min(1, done / total) : null,
		counted: countable ? counted(t, stage, done, total) : ''
	};
}

function counted(t: Translate, stage: string, done: number, total: number): string {
	if (!BYTE_STAGES.includes(stage)) return t('import.counted-things', { done, total });
	const tenths = (bytes: number) => (bytes / 1024 / 1024).toFixed(1);
	return t('import.counted-bytes', { done: tenths(done), total: tenths(total) });
}

/** Tells how an import ended; null for one that has not. */
export function reportView(t: Translate, last: LastImport): ReportView | null {
	const { state, districtId, endedAt } = last;
	if (state === 'running') return null;
	const result = resultOf(last.result);
	if (state === 'interrupted' || !result) {
		const sentence = result?.file ? t('import.interrupted', { file: result.file }) : t('import.interrupted-unnamed');
		return { tone: 'danger', sentence, lines: [], mapHref: null, endedAt };
	}
	if (result.kind === 'done') return doneView(t, result, districtId, endedAt);
	const cancelled = result.kind === 'cancelled';
	const sentence = cancelled ? t('import.cancelled') : `${failure(t, result)} ${t('import.nothing-changed')}`;
	return { tone: cancelled ? 'neutral' : 'danger', sentence, lines: [], mapHref: null, endedAt };
}

function doneView(
	t: Translate,
	{ facts, file, seconds }: Extract<ImportResult, { kind: 'done' }>,
	districtId: string | null,
	endedAt: string | null
): ReportView {
	return {
		tone: 'good',
		sentence: t('import.summary-done', { name: facts.name, seconds: seconds.toFixed(1) }),
		lines: [...summaryLines(t, file, facts), t('import.attribution', { source: OSM_ATTRIBUTION })],
		mapHref: districtId && `/map?district=${districtId}`,
		endedAt
	};
}

function failure(t: Translate, result: Extract<ImportResult, { kind: 'refused' | 'unfit' }>): string {
	if (result.kind === 'refused') {
		const { reason, trouble } = result;
		if (reason !== 'unpacks-too-far') return refusalSentence(t, new ImportRefusal(reason, trouble));
		// the command line can be told to take it all the same; a page cannot
		return t('import.refused-unpacks-too-far-upload', { file: trouble.file, where: '', limit: trouble.limit ?? '' });
	}
	const { word, subject, id } = result;
	const keys = [`import.ingest-${word}`, `import.refused-${word}`, `commands.${word}`, `errors.${word}`];
	return firstOf(t, keys, { subject, id }) ?? t('errors.failed');
}

function firstOf(t: Translate, keys: readonly string[], params: Params): string | null {
	for (const key of keys) {
		const sentence = t(key as MessageKey, params);
		if (sentence !== key) return sentence;
	}
	return null;
}

/** What the server itself once wrote; null where it wrote nothing. */
function resultOf(value: unknown): ImportResult | null {
	const kind = (value as Partial<ImportResult> | null)?.kind;
	return kind === 'done' || kind === 'cancelled' || kind === 'refused' || kind === 'unfit'
		? (value as ImportResult)
		: null;
}

/** Why an upload was not even begun, from the word in the address; null for a word that says nothing. */
export function refusedSentence(t: Translate, word: string | null, limits: UploadLimits): string | null {
	if (word === null || !/^[a-z]+(-[a-z]+)*$/.test(word)) return null;
	const params = { file: t('upload.map'), limit: megabytes(limits.mapBytes) };
	if (word === 'not-offered') return t('upload.notOffered');
	return firstOf(t, word.startsWith('upload-') ? [`import.refused-${word}`] : [`errors.${word}`], params);
}
