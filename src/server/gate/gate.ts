import { isWeakPassword } from '#domain/people/password';
import type { Backend } from '#server/backend/backend';
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

	/** Answers a request under `/auth/v1/`. */
	async answer(request: Request, visitor: Visitor): Promise<Response> {
		const url = new URL(request.url);
		const methods = OPEN_PATHS.get(url.pathname);
		if (!methods) return refusal(404, 'not_found', 'not-offered');
		if (!methods.includes(request.method)) return refusal(405, 'method_not_allowed', 'not-offered');
		if (request.method === 'GET') return this.#backend.fetch(request);
		const body = await request.text();
		const passOn = () => this.#backend.fetch(new Request(request, { body }));
		const fields = readFields(body);
		switch (url.pathname) {
			case '/auth/v1/signup':
				return this.#signUp(fields, visitor, passOn);
			case '/auth/v1/token':
				return url.searchParams.get('grant_type') === 'password' ? this.#signIn(fields, visitor, passOn) : passOn();
			case '/auth/v1/user':
				return changeRefusal(fields) ?? passOn();
			default:
				return passOn();
		}
	}

	#signIn(fields: Fields, visitor: Visitor, passOn: () => Promise<Response>): Promise<Response> {
		const account = accountName(fields.email);
		return this.#counted(account, visitor, passOn, async (response) => {
			if (response.status !== 400) return;
			await this.#backend.job('sign-in-decoy', { account, password: text(fields.password) });
		});
	}

	#signUp(fields: Fields, visitor: Visitor, passOn: () => Promise<Response>): Promise<Response> {
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

interface Fields {
	readonly email?: unknown;
	readonly password?: unknown;
	readonly [name: string]: unknown;
}

function readFields(body: string): Fields {
	try {
		const fields = JSON.parse(body) as unknown;
		return typeof fields === 'object' && fields !== null ? (fields as Fields) : {};
	} catch {
		return {};
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
	if ('password' in fields && isWeakPassword(text(fields.password))) return weakPassword();
	return null;
}

function weakPassword(): Response {
	return refusal(422, 'weak_password', 'weak-password', { weak_password: { reasons: ['length'] } });
}

function tooMany(waitSeconds: number): Response {
	const response = refusal(429, 'over_request_rate_limit', 'too-many-attempts', { retry_after: waitSeconds });
	response.headers.set('retry-after', String(waitSeconds));
	return response;
}

/** In the shape of GoTrue's errors; `msg` is a key of the dictionary's room `errors`. */
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
