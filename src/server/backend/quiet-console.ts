/**
 * Keeps personal data out of the logs. The library prints errors of the database with the statement, its parameters
 * and the offending values; in the database thread its console is therefore replaced by one that says only what
 * kind of error it was and where.
 */
export function quietConsole(write: (line: string) => void = writeError): void {
	const say = (...values: unknown[]): void => {
		const causes = values.filter((value) => (value instanceof Error || isDatabaseError(value)) && !isEveryday(value));
		// plain text is the library's own and may quote a request: it is dropped
		for (const cause of causes) write(`[database] ${describeError(cause)}`);
	};
	const silent = (): void => undefined;
	Object.assign(console, {
		error: say,
		warn: say,
		log: silent,
		info: silent,
		debug: silent,
		trace: silent,
		dir: silent
	});
}

/** One line about an error without any value of a person: its kind, SQLSTATE and the names of tables and rules. */
export function describeError(cause: unknown): string {
	const error = (cause ?? {}) as Record<string, unknown>;
	const code = word(error['code']);
	const parts = [
		word(error['name']) || 'Error',
		code,
		...['schema', 'schema_name', 'table', 'table_name', 'column', 'constraint', 'constraint_name', 'routine'].map(
			(key) => word(error[key])
		),
		// a refusal is a word of the program, never of a person
		code === 'P0001' ? word(error['message']) : ''
	];
	return parts.filter((part) => part !== '').join(' ');
}

/** Where an error was thrown: its innermost frames, without its message. */
export function framesOf(cause: unknown, count = 4): string {
	const stack = cause instanceof Error ? (cause.stack ?? '') : '';
	return stack
		.split('\n')
		.filter((line) => /^\s+at /.test(line))
		.slice(0, count)
		.map((line) => line.trim())
		.join(' ');
}

/**
 * A refusal that is the database's daily work (no permission, a value that does not fit, a named refusal) and no
 * trouble of the server: who sends many of them shall not fill the disk.
 */
function isEveryday(value: unknown): boolean {
	return /^(PT400|P0001|42501|2[23]...)$/.test(word((value as { code?: unknown }).code));
}

function isDatabaseError(value: unknown): boolean {
	return typeof value === 'object' && value !== null && 'code' in value;
}

function word(value: unknown): string {
	return typeof value === 'string' && /^[\w.-]{1,80}$/.test(value) ? value : '';
}

function writeError(line: string): void {
	process.stderr.write(`${line}\n`);
}
