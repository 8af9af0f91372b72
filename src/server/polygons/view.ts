import { FINDING_KINDS, type Finding, type FindingKind } from '#domain/division/polygons/finding';
import { POLYGON_REFUSALS, PolygonRefusal } from '#domain/division/polygons/refusal';
import type { AssignedSums, CheckedPolygon, PolygonReport } from '#domain/division/polygons/report';
import type { Reading } from '#domain/division/polygons/shapes-of-file';
import type { Sketch } from '#domain/division/polygons/sketch';
import type { Looked } from '#server/polygons/desk';
import { calledIn, datumWord, doneSentence, foundSentence, troubleSentence } from '#server/polygons/sentences';
import { refusalText } from '#ui/text/refusal';
import type { Translate } from '#ui/text/translate';

/** Findings of one kind, as they are read. */
export interface FoundGroup {
	readonly kind: FindingKind;
	readonly title: string;
	readonly tone: 'danger' | 'caution' | 'neutral';
	readonly count: number;
	readonly lines: readonly { readonly what: string; readonly done: string }[];
	/** What was done about all of them, where it was the same; then it does not stand in the lines. */
	readonly done: string;
}

/** A report as its page shows it. */
export interface ReportView {
	readonly id: string;
	readonly fileName: string;
	readonly reading: Reading;
	readonly groups: readonly FoundGroup[];
	readonly polygons: readonly CheckedPolygon[];
	readonly polygonCount: number;
	readonly sums: AssignedSums;
	readonly sketch: Sketch;
	/** How else the file may be read: it lies beside the houses. */
	readonly offer: {
		readonly datum: string;
		readonly shift: string;
		readonly words: string;
		readonly metres: number;
	} | null;
	/** How many living areas and stairwell cells the draft would have. */
	readonly made: { readonly areas: number; readonly cells: number };
}

export type PolygonView =
	| { readonly kind: 'report'; readonly report: ReportView }
	| { readonly kind: 'refused'; readonly fileName: string; readonly sentence: string };

/** How many lines of a kind, and how many polygons, a page shows; the rest is counted. */
const MOST_LINES = 12;
const MOST_POLYGONS = 200;

const NEUTRAL: ReadonlySet<FindingKind> = new Set([
	...(['ring-order', 'open-ring', 'height', 'community-level', 'level-missing', 'other-shape'] as const),
	...(['no-areas', 'stairless-area', 'split-building', 'outside'] as const)
]);
const DANGER: ReadonlySet<FindingKind> = new Set(['unassigned-building', 'shifted', 'bad-coordinates', 'empty']);

/** What a page shows of a file that was looked at. */
export function viewOf(t: Translate, looked: Looked): PolygonView {
	const { id, fileName, reading, outcome } = looked;
	if (outcome instanceof PolygonRefusal) {
		return { kind: 'refused', fileName, sentence: troubleSentence(t, outcome.refusal, outcome.trouble) };
	}
	const { report, division, sketch } = outcome;
	const shifted = report.findings.find(({ kind }) => kind === 'shifted');
	return {
		kind: 'report',
		report: {
			id,
			fileName,
			reading,
			groups: groupsOf(t, report),
			polygons: report.polygons.slice(0, MOST_POLYGONS),
			polygonCount: report.polygons.length,
			sums: report.assigned!,
			sketch,
			offer: shifted ? offerOf(t, shifted, reading) : null,
			made: { areas: division!.areas.length, cells: division!.cells.length }
		}
	};
}

function offerOf(t: Translate, { word = '', metres = 0 }: Finding, { shiftM }: Reading): ReportView['offer'] {
	const isDatum = word === 'gcj02' || word === 'bd09';
	const [east = 0, north = 0] = isDatum ? [] : word.split(',').map(Number);
	const shift = isDatum ? '' : `${shiftM[0] + east},${shiftM[1] + north}`;
	return { datum: isDatum ? word : '', shift, words: datumWord(t, word), metres };
}

/** The findings by kind, what matters most first. */
export function groupsOf(
	t: Translate,
	{ findings, called: names }: Pick<PolygonReport, 'findings' | 'called'>
): readonly FoundGroup[] {
	const called = calledIn(t, names);
	const groups = FINDING_KINDS.flatMap((kind): FoundGroup[] => {
		const found = findings.filter((finding) => finding.kind === kind);
		if (found.length === 0) return [];
		const tone = DANGER.has(kind) ? 'danger' : NEUTRAL.has(kind) ? 'neutral' : 'caution';
		const lines = found.slice(0, MOST_LINES).map((finding) => ({
			what: foundSentence(t, called, finding),
			done: doneSentence(t, finding)
		}));
		const isSame = lines.length > 1 && found.every(({ done }) => done === found[0]!.done);
		const told = isSame ? lines.map(({ what }) => ({ what, done: '' })) : lines;
		const done = isSame ? lines[0]!.done : '';
		return [{ kind, title: t(`findings.title_${kind}`), tone, count: found.length, lines: told, done }];
	});
	const weight = { danger: 0, caution: 1, neutral: 2 };
	return groups.toSorted((a, b) => weight[a.tone] - weight[b.tone]);
}

/** The sentence for a word that the address of the page carries; null for whatever is none of ours. */
export function uploadRefusal(t: Translate, word: string | null): string | null {
	if (word === null) return null;
	const own = POLYGON_REFUSALS.find((refusal) => refusal === word);
	return own ? troubleSentence(t, own, {}) : refusalText(t, word);
}
