import type { DeskProposal, DeskWish } from '#compute/division-desk';
import type { Divide } from '#features/divide/divide.svelte.ts';
import { makerOf } from '#features/divide/maker';
import { previewOf } from '#features/divide/preview';
import { refusalOf } from '#features/divide/step-line';
import { proposalChanges } from '#features/divide/take-proposal';
import type { Words } from '#ui/text/context';
import { refusalText } from '#ui/text/refusal';

export type { Proposals };

/** What was asked for, and what came of it. */
export interface Answer {
	readonly wish: DeskWish;
	readonly options: readonly DeskProposal[];
	/** The state of the draft that it was worked out from. */
	readonly revision: number;
}

const kept = new WeakMap<Divide, Proposals>();

/** The proposals for a plan: they stay while another panel is looked at, and are worked out meanwhile. */
export function proposalsOf(page: Divide, words: Words): Proposals {
	let proposals = kept.get(page);
	if (!proposals) kept.set(page, (proposals = new Proposals(page, words)));
	return proposals;
}

/** Proposals of the machine: asked for, cancelled, looked at, taken. */
class Proposals {
	readonly #page: Divide;
	readonly #words: Words;
	answer: Answer | null = $state.raw(null);
	/** Share of the work that is done; null while nothing is worked out. */
	progress: number | null = $state(null);
	/** Why there is no answer, as a sentence. */
	trouble: string | null = $state(null);
	cancelled = $state(false);
	/** Which alternative the map shows. */
	shown: number | null = $state(null);
	/** The one that was taken last, how many cells it has, and the state of the draft with it. */
	taken: { readonly option: number; readonly cells: number; readonly revision: number } | null = $state.raw(null);
	#work: AbortController | null = null;
	#shownAt = 0;

	constructor(page: Divide, words: Words) {
		this.#page = page;
		this.#words = words;
	}

	/** Works out alternatives; a question that is still being worked out is given up. */
	async ask(wish: DeskWish): Promise<void> {
		const { desk, revision } = this.#page;
		if (!desk) return;
		this.cancel();
		this.endPreview();
		const work = (this.#work = new AbortController());
		Object.assign(this, { answer: null, progress: 0, trouble: null, cancelled: false, taken: null });
		try {
			const tell = (share: number) => {
				if (this.#work === work) this.progress = share;
			};
			const options = await desk.propose(wish, tell, work.signal);
			if (this.#work !== work) return;
			this.answer = { wish, options, revision };
			this.#page.said = this.#words.t('divideLists.foundSaid', { n: options.length });
		} catch (problem) {
			if (this.#work !== work) return;
			this.trouble = refusalText(this.#words.t, refusalOf(problem).refusal);
		} finally {
			if (this.#work === work) {
				this.#work = null;
				this.progress = null;
			}
		}
	}

	/** Stops the work at once; nothing has changed. */
	cancel(): void {
		if (!this.#work) return;
		this.#work.abort();
		this.#work = null;
		this.progress = null;
		this.cancelled = true;
	}

	/** Draws an alternative in the place of the cells that it would replace. */
	async preview(option: number): Promise<void> {
		const { desk } = this.#page;
		const chosen = this.answer?.options[option];
		if (!desk || !this.answer || !chosen) return;
		const { area } = this.answer.wish;
		const turn = ++this.#shownAt;
		this.shown = option;
		const nameOf = (group: number) => {
			const { households } = this.#page.sum(chosen.groups[group]!);
			return this.#words.t('divideLists.previewName', { n: group + 1, households });
		};
		try {
			const old = area === null ? this.#page.stairs : this.#page.childrenOf(area);
			const replaced = old.filter(({ locked }) => !locked);
			const preview = await previewOf(desk, chosen.groups, replaced, nameOf);
			if (turn === this.#shownAt) this.#page.preview = preview;
		} catch {
			if (turn === this.#shownAt) this.endPreview();
		}
	}

	endPreview(): void {
		this.#shownAt++;
		this.shown = null;
		this.#page.preview = null;
	}

	/** Puts an alternative into the draft: one step. */
	async take(option: number): Promise<void> {
		const { answer } = this;
		const chosen = answer?.options[option];
		if (!answer || !chosen) return;
		const { t } = this.#words;
		const proposal = { groups: chosen.groups, area: answer.wish.area };
		this.endPreview();
		const done = await this.#page.do('proposal', (ledger) => proposalChanges(ledger, makerOf(t), proposal));
		if (!done) return;
		this.taken = { option, cells: chosen.groups.length, revision: this.#page.revision };
		this.#page.said = t('divideLists.taken', { n: option + 1, cells: chosen.groups.length });
	}
}
