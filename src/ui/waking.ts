let awake = false;

/** Said once, when all of the page that the server sent has come to life. */
export function wake(): void {
	awake = true;
}

/**
 * What somebody chose in a control of the server's page before any script had taken it over; null afterwards, on the
 * server, and where there is no such control. (Text fields keep what was typed by themselves.)
 */
export function chosenBefore(id: string): string | null {
	if (awake || typeof document === 'undefined') return null;
	const control = document.getElementById(id);
	return control instanceof HTMLSelectElement ? control.value : null;
}
