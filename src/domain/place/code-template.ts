/** One part of a cell's code: digits of an administrative step, or characters that stand as written. */
export type CodePart =
	| { readonly kind: 'district' | 'subdistrict' | 'community' | 'area' | 'sequence'; readonly digits: number }
	| { readonly kind: 'text'; readonly text: string };

const STEPS = ['district', 'subdistrict', 'community', 'area', 'sequence'] as const;
const PLACE = /\{([a-z]+):(\d{1,2})\}/g;

/**
 * Reads a template such as `{district:6}{subdistrict:3}{community:3}{sequence:3}`, or null where it cannot be
 * used: an unknown step, a step twice, no digits, stray braces, or no sequence to tell two cells apart.
 */
export function parseCodeTemplate(template: string): readonly CodePart[] | null {
	const parts: CodePart[] = [];
	const seen = new Set<string>();
	let end = 0;
	for (const match of template.matchAll(PLACE)) {
		const kind = STEPS.find((step) => step === match[1]);
		const digits = Number(match[2]);
		if (!kind || seen.has(kind) || digits < 1 || digits > 12) return null;
		if (match.index > end) parts.push({ kind: 'text', text: template.slice(end, match.index) });
		parts.push({ kind, digits });
		seen.add(kind);
		end = match.index + match[0].length;
	}
	if (end < template.length) parts.push({ kind: 'text', text: template.slice(end) });
	const stray = parts.some((part) => part.kind === 'text' && /[{}]/.test(part.text));
	return stray || !seen.has('sequence') ? null : parts;
}

/** How many characters a code of this template has. */
export function codeLength(parts: readonly CodePart[]): number {
	return parts.reduce((sum, part) => sum + (part.kind === 'text' ? part.text.length : part.digits), 0);
}
