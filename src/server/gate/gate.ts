import { isWeakPassword } from '#domain/people/password';
import type { Backend } from '#server/backend/backend';
import { JobFailed } from '#server/backend/failure';
import { readFields, type Fields } from '#server/gate/auth-fields';
import { Turnstile } from '#server/gate/turnstile';

/** Everything of `/auth/v1` that this product offers; the library offers more, e.g. mails that would be printed. */
const OPEN_PATHS = new Map<string, readonly string[]>([
	['/auth/v1/signup', ['POST']],
	['/auth/v1/token', ['POST']],
	['/auth/v1/user', ['GET', 'PUT']],
	['/auth/v1/logout', ['POST']],
	['/auth/v1/settings', ['GET']],
	['/auth/v1/health', ['GET']]
]);

/** Every refusal takes at least this long, whatever it was that went wrong. */
const REFUSAL_MS = 600;

export type Answer = (request: Request) => Promise<Response>;

/** A request as the gate lets it pass: its client's address is known. */
export interface Visitor {
	/** Address of the socket, or what the trusted proxy says it was. */
	readonly address: string;
}

/**
 * The login gate in front of the library, which has none: counts failures per account and per address in the
 * database (so that they survive a restart), asks for passwords that are worth the name, and gives an unknown account
 * the answer and the time of a known one.
 */
export class Gate {
	readonly #backend: Pick<Backend, 'job' | 'fetch'>;
	readonly #turnstile = new Turnstile();

	constructor(backend: Pick<Backend, 'job' | 'fetch'>) {
		this.#backend = backend;
	}

	/** Answers a request under `/auth/v1/`; with 503 where the database is being reopened meanwhile. */
	async answer(request: Request, visitor: Visitor): Promise<Response> {
		try {
			return await this.#answer(request, visitor);
		} catch (cause) {
			if (!(cause instanceof JobFailed && cause.failure.code === 'database-restarting')) throw cause;
			return unavailable();
		}
	}

	async #answer(request: Request, visitor: Visitor): Promise<Response> {
		const url = new URL(request.url);
		const methods = OPEN_PATHS.get(url.pathname);
		if (!methods) return refusal(404, 'not_found', 'not-offered');
		if (!methods.includes(request.method)) return refusal(405, 'method_not_allowed', 'not-offered');
		if (request.method === 'GET') return this.#backend.fetch(request);
		const body = await request.text();
		const fields = readFields(body);
		if (!fields) return refusal(400, 'bad_json', 'bad-request');
		const passOn = () => this.#backend.fetch(new Request(request, { body }));
		switch (url.pathname) {
			case '/auth/v1/signup':
				return this.#signUp(fields, visitor, passOn);
			case '/auth/v1/token':
				return url.searchParams.get('grant_type') === 'password' ? this.#signIn(fields, visitor, passOn) : passOn();
			case '/auth/v1/user':
				return changeRefusal(fields) ?? this.#change(request, fields, passOn);
			default:
				return passOn();
		}
	}

	/** A new password ends every session but the one it was set in: whoever knew the old one is out. */
	async #change(request: Request, fields: Fields, passOn: () => Promise<Response>): Promise<Response> {
		const answer = await passOn();
		if (!answer.ok || !('password' in fields)) return answer;
		const others = new URL('/auth/v1/logout?scope=others', request.url);
		const headers = new Headers(request.headers);
		headers.delete('content-length');
		const ended = await this.#backend.fetch(new Request(others, { method: 'POST', headers }));
		return ended.ok ? answer : unavailable();
	}

	#signIn(fields: Fields, visitor: Visitor, passOn: () => Promise<Response>): Promise<Response> {
		const account = accountName(fields.email);
		return this.#counted(account, visitor, passOn, async (response) => {
			if (response.status !== 400) return;
			await this.#backend.job('sign-in-decoy', { account, password: text(fields.password) });
		});
	}

	#signUp(fields: Fields, visitor: Visitor, passOn: () => Promise<Response>): Promise<Response> {
		if (carriesData(fields)) return Promise.resolve(refusal(422, 'validation_failed', 'not-offered'));
		if (isWeakPassword(text(fields.password), text(fields.email))) return Promise.resolve(weakPassword());
		// a sign-up that finds the address taken tells as much as a guess, so it counts against the client's address
		const account = `sign-up ${accountName(fields.email)}`;
		return this.#counted(account, visitor, passOn, () => Promise.resolve());
	}

	async #counted(
		account: string,
		{ address }: Visitor,
		attempt: () => Promise<Response>,
		onRefused: (response: Response) => Promise<void>
	): Promise<Response> {
		const began = performance.now();
		const response = await this.#turnstile.pass(`address ${address}`, () =>
			this.#turnstile.pass(`account ${account}`, async () => {
				const { waitSeconds } = await this.#backend.job('gate-check', { account, address });
				if (waitSeconds > 0) return tooMany(waitSeconds);
				const answer = await attempt();
				// a database that does not answer is nobody's failure
				if (answer.status >= 500) return answer;
				if (!answer.ok) await onRefused(answer);
				await this.#backend.job('gate-record', { account, address, success: answer.ok });
				return answer;
			})
		);
		if (!response.ok) await untilMs(began + REFUSAL_MS);
		return response;
	}
}

function text(value: unknown): string {
	return typeof value === 'string' ? value : '';
}

/** The library compares addresses in lower case and nothing else. */
function accountName(email: unknown): string {
	return text(email).toLowerCase().slice(0, 320);
}

function changeRefusal(fields: Fields): Response | null {
	if ('email' in fields || 'phone' in fields) return refusal(422, 'email_change_not_offered', 'not-offered');
	if (carriesData(fields)) return refusal(422, 'validation_failed', 'not-offered');
	if ('password' in fields && isWeakPassword(text(fields.password))) return weakPassword();
	return null;
}

/** The library keeps what people say of themselves here, of any size; names belong into `profiles`. */
function carriesData({ data }: Fields): boolean {
	return typeof data === 'object' && data !== null ? Object.keys(data).length > 0 : data !== undefined && data !== null;
}

function unavailable(): Response {
	const response = refusal(503, 'unexpected_failure', 'database-restarting');
	response.headers.set('retry-after', '3');
	return response;
}

function weakPassword(): Response {
	return refusal(422, 'weak_password', 'weak-password', { weak_password: { reasons: ['length'] } });
}

function tooMany(waitSeconds: number): Response {
	// the client library hands its callers the message and nothing else of the answer, so the seconds stand in it too
	const msg = `too-many-attempts: ${waitSeconds} seconds`;
	const response = refusal(429, 'over_request_rate_limit', msg, { retry_after: waitSeconds });
	response.headers.set('retry-after', String(waitSeconds));
	return response;
}

/** In the shape of GoTrue's errors; `msg` begins with a key of the dictionary's room `errors`. */
function refusal(status: number, code: string, msg: string, more: object = {}): Response {
	const body = JSON.stringify({ code: status, error_code: code, msg, ...more });
	return new Response(body, {
		status,
		headers: { 'content-type': 'application/json; charset=utf-8', 'x-sb-error-code': code }
	});
}

async function untilMs(moment: number): Promise<void> {
	const wait = moment - performance.now();
	if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
