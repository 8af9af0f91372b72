import { parse } from 'svelte/compiler';
import ts from 'typescript';
import type { Source } from './sources.ts';

/** One import of a file, as written and as the file it means (null outside the project). */
export interface Import {
	readonly from: string;
	readonly specifier: string;
	readonly target: string | null;
	/** `import type` and type-only exports vanish when compiled. */
	readonly typeOnly: boolean;
}

/** The script parts of a file: all of a .ts, the script blocks of a .svelte. */
export function scriptsOf(source: Source): string[] {
	if (!source.path.endsWith('.svelte')) return [source.text];
	const { instance, module } = parse(source.text, { modern: true, filename: source.path });
	// the content's own range: a script block may stand anywhere in the file
	return [module, instance].flatMap((script) => {
		const content = script?.content as { start: number; end: number } | undefined;
		return content ? [source.text.slice(content.start, content.end)] : [];
	});
}

/** Every import and re-export of a file, dynamic ones with a literal included. */
export function importsOf(
	source: Source,
	aliases: Readonly<Record<string, string>>,
	files: ReadonlySet<string>
): Import[] {
	return scriptsOf(source).flatMap((script) => {
		const found: Import[] = [];
		const add = (specifier: string, typeOnly: boolean) =>
			found.push({ from: source.path, specifier, typeOnly, target: resolve(source.path, specifier, aliases, files) });
		const visit = (node: ts.Node): void => {
			if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
				add(node.moduleSpecifier.text, node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword);
			} else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
				add(node.moduleSpecifier.text, node.isTypeOnly);
			} else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
				const [argument] = node.arguments;
				if (argument && ts.isStringLiteral(argument)) add(argument.text, false);
			}
			ts.forEachChild(node, visit);
		};
		visit(ts.createSourceFile(source.path, script, ts.ScriptTarget.Latest, true, ts.ScriptKind.TS));
		return found;
	});
}

function resolve(
	from: string,
	specifier: string,
	aliases: Readonly<Record<string, string>>,
	files: ReadonlySet<string>
): string | null {
	const plain = specifier.split('?')[0] ?? specifier;
	if (plain.startsWith('.')) return new URL(plain, `file:///${from}`).pathname.slice(1);
	if (!plain.startsWith('#')) return null;
	// the longest pattern wins, as in Node
	const patterns = Object.entries(aliases).sort(([a], [b]) => b.length - a.length);
	for (const [pattern, place] of patterns) {
		const [head = '', tail = ''] = pattern.split('*');
		const matches = pattern.includes('*')
			? plain.startsWith(head) && plain.endsWith(tail) && plain.length > head.length + tail.length
			: plain === pattern;
		if (!matches) continue;
		const path = place.replace('*', plain.slice(head.length, plain.length - tail.length)).slice(2);
		if (files.has(path) || !pattern.includes('*')) return path;
	}
	return plain;
}

/** The files that come with some files at run time: these and all they import, one after another. */
export function reachedFrom(
	roots: readonly string[],
	all: readonly Source[],
	aliases: Readonly<Record<string, string>>
): Set<string> {
	const sources = new Map(all.map((source) => [source.path, source]));
	const files = new Set(sources.keys());
	const reached = new Set<string>();
	const waiting = [...roots];
	for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
		const source = sources.get(path);
		if (!source || reached.has(path)) continue;
		reached.add(path);
		const imports = importsOf(source, aliases, files).filter(({ typeOnly }) => !typeOnly);
		waiting.push(...imports.flatMap(({ target }) => (target ? [target] : [])));
	}
	return reached;
}

/** The circles of a graph of files, each as the files on it; an empty list where there are none. */
export function cycles(edges: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
	const found: string[][] = [];
	const state = new Map<string, 'open' | 'done'>();
	const trail: string[] = [];
	const visit = (file: string): void => {
		state.set(file, 'open');
		trail.push(file);
		for (const next of edges.get(file) ?? []) {
			if (state.get(next) === 'open') found.push(trail.slice(trail.indexOf(next)));
			else if (!state.has(next)) visit(next);
		}
		trail.pop();
		state.set(file, 'done');
	};
	for (const file of edges.keys()) if (!state.has(file)) visit(file);
	return found;
}
