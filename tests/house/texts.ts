import { parse } from 'svelte/compiler';
import ts from 'typescript';
import { scriptsOf } from './imports.ts';
import { lineAt, type Source } from './sources.ts';

/** A piece of text that a reader would see, found where it should not stand. */
export interface StrayText {
	readonly place: string;
	readonly text: string;
}

/** Han, kana, hangul and the full-width punctuation that goes with them. */
export const CJK = /[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff65]/;

// two letters in a row are a word; a bare `x`, `·` or `→` is a sign
const WORD = /\p{L}{2,}/u;

/** Attributes and properties of our parts that end up before a reader. */
const SPOKEN = new Set(
	'title alt placeholder label summary caption hint lead what why aria-label aria-description aria-roledescription aria-valuetext'.split(
		' '
	)
);
/** Elements whose text is no language. */
const SILENT = new Set(['style', 'script', 'code', 'kbd', 'samp', 'svg']);

interface Node {
	readonly type: string;
	readonly start: number;
	readonly [key: string]: unknown;
}

const isNode = (value: unknown): value is Node =>
	typeof value === 'object' && value !== null && typeof (value as Node).type === 'string';

function children(node: Node): Node[] {
	return Object.values(node).flatMap((value) =>
		Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []
	);
}

/** Text in the markup of a component: text nodes, spoken attributes, and literals that an expression would print. */
export function strayMarkup(source: Source): StrayText[] {
	const { fragment } = parse(source.text, { modern: true, filename: source.path });
	const found: StrayText[] = [];
	const tell = (node: Node, text: string) => {
		if (WORD.test(text)) found.push({ place: `${source.path}:${lineAt(source.text, node.start)}`, text: text.trim() });
	};
	const visit = (node: Node): void => {
		if (node.type === 'RegularElement' && SILENT.has(String(node.name))) return;
		if (node.type === 'Text') return tell(node, String(node.data));
		if (node.type === 'ExpressionTag') return printed(node.expression as Node, tell);
		if (node.type === 'Attribute') return attribute(node, tell, visit);
		// conditions, loops and bindings are not printed; what they hold is
		if (node.type.endsWith('Block')) return fragmentsOf(node).forEach(visit);
		children(node).forEach(visit);
	};
	visit(fragment as unknown as Node);
	return found;
}

function fragmentsOf(block: Node): Node[] {
	return children(block).filter((child) => child.type === 'Fragment');
}

function attribute(node: Node, tell: (node: Node, text: string) => void, visit: (node: Node) => void): void {
	const value = node.value;
	const parts = Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : [];
	if (!SPOKEN.has(String(node.name))) return;
	parts.forEach(visit);
}

/** Literals that an expression yields: through conditions, joins and templates, but not as arguments of calls. */
function printed(node: Node, tell: (node: Node, text: string) => void): void {
	switch (node.type) {
		case 'Literal':
			if (typeof node.value === 'string') tell(node, node.value);
			return;
		case 'TemplateLiteral':
			for (const part of node.quasis as { start: number; type: string; value: { raw: string } }[])
				tell(part, part.value.raw);
			return;
		case 'ConditionalExpression':
			printed(node.consequent as Node, tell);
			return printed(node.alternate as Node, tell);
		case 'LogicalExpression':
		case 'BinaryExpression':
			if (/^[=!<>]/.test(String(node.operator))) return;
			printed(node.left as Node, tell);
			return printed(node.right as Node, tell);
	}
}

/** String literals of the scripts of a file, with their lines. */
export function literals(source: Source): { text: string; place: string; template: boolean }[] {
	const found: { text: string; place: string; template: boolean }[] = [];
	for (const script of [...scriptsOf(source), ...markupOf(source)]) {
		const file = ts.createSourceFile(source.path, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
		const visit = (node: ts.Node): void => {
			if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddleOrTemplateTail(node)) {
				const place = `${source.path}:${lineAt(script, node.getStart(file))}`;
				found.push({ text: node.text, place, template: !ts.isStringLiteralLike(node) });
			}
			ts.forEachChild(node, visit);
		};
		visit(file);
	}
	return found;
}

/** The expressions in the markup of a component, as scripts. */
function markupOf(source: Source): string[] {
	if (!source.path.endsWith('.svelte')) return [];
	const { fragment } = parse(source.text, { modern: true, filename: source.path });
	const scripts: string[] = [];
	const visit = (node: Node): void => {
		const { start, end } = node as unknown as { start: number; end: number };
		const isScript = /(Expression|Literal|Declaration)$/.test(node.type) || node.type === 'Identifier';
		if (isScript) return void scripts.push(`(${source.text.slice(start, end)})`);
		children(node).forEach(visit);
	};
	visit(fragment as unknown as Node);
	return scripts;
}
