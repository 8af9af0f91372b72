/** Puts values into the braces of a pattern. A field without a value is a mistake of ours and throws. */
export function fillPattern(pattern: string, values: Readonly<Record<string, string | number>>): string {
	return pattern.replace(/\{(\w+)\}/g, (_, field: string) => {
		const value = values[field];
		if (value === undefined) throw new Error(`no value for {${field}}`);
		return String(value);
	});
}
