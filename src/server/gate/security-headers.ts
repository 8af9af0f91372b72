const HEADERS: readonly (readonly [string, string])[] = [
	['x-content-type-options', 'nosniff'],
	['referrer-policy', 'same-origin'],
	['permissions-policy', 'camera=(), microphone=(), geolocation=(self), payment=(), usb=(), browsing-topics=()'],
	['cross-origin-opener-policy', 'same-origin'],
	['cross-origin-resource-policy', 'same-origin'],
	['x-frame-options', 'DENY']
];

/**
 * Adds what every answer carries. Pages have their content security policy from the framework; in Supabase mode the
 * platform's origin is added to it, else the browser could not reach the database.
 */
export function secureHeaders(headers: Headers, platformUrl: string | null, https: boolean): void {
	for (const [name, value] of HEADERS) if (!headers.has(name)) headers.set(name, value);
	if (https) headers.set('strict-transport-security', 'max-age=31536000');
	const policy = headers.get('content-security-policy');
	if (policy && platformUrl) {
		headers.set('content-security-policy', policy.replace(/connect-src [^;]*/, `$& ${platformUrl}`));
	}
}
