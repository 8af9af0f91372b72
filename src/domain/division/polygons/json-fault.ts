/** Where a text stops being JSON: line and column, both counted from 1. */
export interface JsonFault {
	readonly line: number;
	readonly column: number;
	/** The first characters there. */
	readonly found: string;
}

const TOKEN =
	/[\s]*(?:([[\]{},:])|("(?:[^"\\\p{Cc}]|\\.)*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b))/uy;

/** What may come next: a value, a key, a colon, or a comma and an end. */
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'nothing';

/** Finds the first place where `text` is no JSON (RFC 8259); null where it is. Engines do not agree on telling it. */
export function jsonFault(text: string): JsonFault | null {
	const open: ('[' | '{')[] = [];
	let expected: Expected = 'value';
	TOKEN.lastIndex = 0;
	for (let at = 0; ;) {
		const before = at;
		const token = TOKEN.exec(text);
		if (!token) return text.slice(before).trim() === '' && expected === 'nothing' ? null : faultAt(text, before);
		at = TOKEN.lastIndex;
		const next = follow(expected, open, token[1] ?? (token[2] ? 'string' : 'scalar'));
		if (!next) return faultAt(text, before);
		expected = next;
	}
}

function follow(expected: Expected, open: ('[' | '{')[], token: string): Expected | null {
	const done = (): Expected => (open.length === 0 ? 'nothing' : 'comma-or-end');
	switch (token) {
		case '[':
		case '{':
			if (expected !== 'value' && expected !== 'value-or-end') return null;
			open.push(token);
			return token === '[' ? 'value-or-end' : 'key-or-end';
		case ']':
		case '}': {
			const fits = open.at(-1) === (token === ']' ? '[' : '{');
			if (!fits || !/end$/.test(expected)) return null;
			open.pop();
			return done();
		}
		case ',':
			return expected !== 'comma-or-end' ? null : open.at(-1) === '[' ? 'value' : 'key';
		case ':':
			return expected === 'colon' ? 'value' : null;
		default:
			if (expected === 'value' || expected === 'value-or-end') return done();
			return token === 'string' && (expected === 'key' || expected === 'key-or-end') ? 'colon' : null;
	}
}

function faultAt(text: string, from: number): JsonFault {
	const at = from + (/^\s*/.exec(text.slice(from, from + 10_000))?.[0].length ?? 0);
	const before = text.slice(0, at);
	const lineStart = before.lastIndexOf('\n') + 1;
	return {
		line: before.split('\n').length,
		column: at - lineStart + 1,
		found: text.slice(at, at + 12).split('\n')[0]!
	};
}
