/** What the head of a part of a form says. */
export interface PartHead {
	readonly name: string;
	/** Null for a field that is no file. */
	readonly fileName: string | null;
}

/** Who takes the parts of a form, in their order: head, any number of pieces, end. */
export interface PartSink {
	head(part: PartHead): Promise<void>;
	data(bytes: Buffer): Promise<void>;
	end(): Promise<void>;
}

/** The body is no form, or ends before it is whole. */
export class TornForm extends Error {
	constructor() {
		super('torn-form');
		this.name = 'TornForm';
	}
}

const MAX_HEAD_BYTES = 8 * 1024;
const MAX_PARTS = 20;
const HEAD_END = Buffer.from('\r\n\r\n');

/** The boundary that a `content-type` of multipart/form-data names, or null (RFC 7578, RFC 2046). */
export function boundaryOf(contentType: string): string | null {
	const found = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]{1,70})"|([^\s;]{1,70})(?=[\s;]|$))/i.exec(
		contentType
	);
	return found ? (found[1] ?? found[2] ?? null) : null;
}

/**
 * Reads a form piece by piece and hands every piece on at once: no more of it is held than one piece and a line.
 * Throws `TornForm` for a body that is no such form or stops early, and whatever the sink throws.
 */
export async function readForm(pieces: AsyncIterable<Uint8Array>, boundary: string, sink: PartSink): Promise<void> {
	const reader = new FormReader(boundary, sink);
	for await (const piece of pieces) if (await reader.take(Buffer.from(piece))) return;
	throw new TornForm();
}

class FormReader {
	readonly #delimiter: Buffer;
	readonly #sink: PartSink;
	/** What has arrived and not been handed on; the first delimiter has no line before it. */
	#rest: Buffer = Buffer.from('\r\n');
	#inside: 'preamble' | 'mark' | 'head' | 'body' = 'preamble';
	#parts = 0;

	constructor(boundary: string, sink: PartSink) {
		this.#delimiter = Buffer.from(`\r\n--${boundary}`);
		this.#sink = sink;
	}

	/** Takes one piece; true once the form has ended. */
	async take(piece: Buffer): Promise<boolean> {
		this.#rest = this.#rest.length === 0 ? piece : Buffer.concat([this.#rest, piece]);
		for (;;) {
			const next = await this.#step();
			if (next !== 'again') return next === 'over';
		}
	}

	async #step(): Promise<'again' | 'more' | 'over'> {
		switch (this.#inside) {
			case 'mark':
				return this.#mark();
			case 'head':
				return this.#head();
			default:
				return this.#body();
		}
	}

	/** Behind a delimiter: the end of its line, or the two hyphens that end the form. */
	#mark(): 'again' | 'more' | 'over' {
		if (this.#rest.length < 2) return 'more';
		const mark = this.#rest.toString('latin1', 0, 2);
		if (mark === '--') return 'over';
		if (mark !== '\r\n') throw new TornForm();
		// the line's end stays: a part without headers has its empty line right here
		this.#inside = 'head';
		return 'again';
	}

	async #head(): Promise<'again' | 'more'> {
		const end = this.#rest.indexOf(HEAD_END);
		if (end < 0 && this.#rest.length <= MAX_HEAD_BYTES) return 'more';
		if (end < 0 || end > MAX_HEAD_BYTES || ++this.#parts > MAX_PARTS) throw new TornForm();
		const head = partHead(this.#rest.toString('utf8', 0, end));
		this.#rest = this.#rest.subarray(end + HEAD_END.length);
		this.#inside = 'body';
		await this.#sink.head(head);
		return 'again';
	}

	async #body(): Promise<'again' | 'more'> {
		const end = this.#rest.indexOf(this.#delimiter);
		const safe = end < 0 ? Math.max(0, this.#rest.length - this.#delimiter.length + 1) : end;
		const data = this.#rest.subarray(0, safe);
		this.#rest = this.#rest.subarray(end < 0 ? safe : end + this.#delimiter.length);
		if (this.#inside === 'body' && data.length > 0) await this.#sink.data(data);
		if (end < 0) return 'more';
		if (this.#inside === 'body') await this.#sink.end();
		this.#inside = 'mark';
		return 'again';
	}
}

function partHead(text: string): PartHead {
	const disposition = /^content-disposition:\s*form-data\b(.*)$/im.exec(text)?.[1] ?? '';
	const name = parameter(disposition, 'name');
	if (name === null) throw new TornForm();
	return { name, fileName: parameter(disposition, 'filename') };
}

/** A quoted parameter; browsers write quotation marks and line ends in it as percent codes. */
function parameter(text: string, name: string): string | null {
	const found = new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(text)?.[1];
	return found === undefined
		? null
		: found.replace(/%(22|0D|0A)/gi, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
