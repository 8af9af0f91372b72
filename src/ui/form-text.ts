/** The trimmed text of a form's field, empty where the form has none or a file. */
export function textOf(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * The id of the operation that a form carries, so that the same form sent twice is done once. A form that carries
 * none gets a new one.
 */
export function operationOf(form: FormData): string {
	const id = textOf(form, 'operation');
	return UUID.test(id) ? id : crypto.randomUUID();
}
