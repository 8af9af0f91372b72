import type { MessageKey, Translate } from '#ui/text/translate';

/** Where progress is written: a terminal can take a line back, a log cannot. */
export interface ProgressOutput {
	readonly isTTY?: boolean | undefined;
	write(text: string): unknown;
}

const REDRAW_MS = 100;

/** Tells the stages of an import: one line each; at a terminal the line counts up in its place. */
export class StageLine {
	readonly #t: Translate;
	readonly #output: ProgressOutput;
	#stage = '';
	#drawnAt = 0;

	constructor(t: Translate, output: ProgressOutput) {
		this.#t = t;
		this.#output = output;
	}

	show({ stage, done, total }: { readonly stage: string; readonly done?: number; readonly total?: number }): void {
		const now = performance.now();
		const isNew = stage !== this.#stage;
		if (!isNew && (!this.#output.isTTY || now - this.#drawnAt < REDRAW_MS)) return;
		if (isNew) this.end();
		this.#stage = stage;
		this.#drawnAt = now;
		const words = this.#t(`import.stage-${stage}` as MessageKey);
		const share = total ? ` ${Math.floor((100 * (done ?? 0)) / total)} %` : '';
		this.#output.write(this.#output.isTTY ? `\r\x1b[2K${words}${share}` : `${words}\n`);
	}

	/** Ends the line that is being counted up. */
	end(): void {
		if (this.#stage !== '' && this.#output.isTTY) this.#output.write('\n');
		this.#stage = '';
	}
}
