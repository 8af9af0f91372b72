const FORMS = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;

/**
 * The status with which a page's form is refused that cannot be read: 415 for a body of another kind, 400 for a torn
 * one; null where it can. The pages' own reading of it would throw, and answer a stranger's mistake with 500.
 */
export async function formRefusal(request: Request): Promise<400 | 415 | null> {
	if (request.method !== 'POST') return null;
	if (!FORMS.test(request.headers.get('content-type') ?? '')) return 415;
	try {
		await request.clone().formData();
		return null;
	} catch (cause) {
		// a body over the limit is the web adapter's to refuse
		return typeof cause === 'object' && cause !== null && 'status' in cause ? null : 400;
	}
}
