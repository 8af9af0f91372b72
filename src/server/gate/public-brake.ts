import type { Backend } from '#server/backend/backend';
import { JobFailed } from '#server/backend/failure';
import type { SignedIn } from '#server/gate/signed-in-user';
import { Turnstile } from '#server/gate/turnstile';

/**
 * What strangers may call and must not call without end, and which of its answers count against their address.
 * `ownForWorkers`: whoever works in a community, e.g. at a counter that shares its address, has a ledger of his own.
 */
const BRAKED = [
	{ name: 'wish_by_code', counts: (status: number) => status >= 400 && status < 500, ownForWorkers: false },
	{ name: 'post_wish', counts: (status: number) => status < 300, ownForWorkers: true }
] as const;

/** Every refusal takes at least this long: a wrong code as much as one that is none. */
const REFUSAL_MS = 600;

/** The brake before the functions of the public pages, by the ledger of the sign-in gate: 30 in five minutes. */
export class PublicBrake {
	readonly #backend: Pick<Backend, 'job'>;
	readonly #bearer: (token: string) => SignedIn | null;
	readonly #turnstile = new Turnstile();

	/** `bearer` verifies a token and tells whose it is. */
	constructor(backend: Pick<Backend, 'job'>, bearer: (token: string) => SignedIn | null) {
		this.#backend = backend;
		this.#bearer = bearer;
	}

	/** Passes a request of `/rest/v1` on, or refuses it with 429 in the shape of the database's own refusals. */
	async answer(request: Request, address: string, passOn: () => Promise<Response>): Promise<Response> {
		const path = readPath(new URL(request.url).pathname);
		const rule = BRAKED.find(({ name }) => path.includes(name));
		if (!rule) return passOn();
		const began = performance.now();
		const response = await this.#orReopening(async () => {
			const place = `${rule.name} ${(rule.ownForWorkers && (await this.#worker(request))) || address}`;
			return this.#turnstile.pass(place, () => this.#counted(place, rule.counts, passOn));
		});
		if (!response.ok) await untilMs(began + REFUSAL_MS);
		return response;
	}

	/** The account of somebody who works in a community, under its own name in the ledger; null for everybody else. */
	async #worker(request: Request): Promise<string | null> {
		const token = /^bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
		const user = token ? this.#bearer(token) : null;
		if (!user) return null;
		const { works } = await this.#backend.job('works', { userId: user.id, sessionId: user.sessionId });
		return works ? `account ${user.id}` : null;
	}

	async #counted(
		place: string,
		counts: (status: number) => boolean,
		passOn: () => Promise<Response>
	): Promise<Response> {
		// no account is at stake: only the address has a ledger here
		const entry = { account: `${place} ${crypto.randomUUID()}`, address: place };
		const { waitSeconds } = await this.#backend.job('gate-check', entry);
		if (waitSeconds > 0) return tooMany(waitSeconds);
		const answer = await passOn();
		if (counts(answer.status)) await this.#backend.job('gate-record', { ...entry, success: false });
		return answer;
	}

	async #orReopening(answer: () => Promise<Response>): Promise<Response> {
		try {
			return await answer();
		} catch (cause) {
			if (!(cause instanceof JobFailed && cause.failure.code === 'database-restarting')) throw cause;
			return refusal(503, 'database-restarting', 3);
		}
	}
}

/** The path as the database will read it, whatever way it is written. */
function readPath(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch {
		return path;
	}
}

function tooMany(waitSeconds: number): Response {
	return refusal(429, 'too-many-attempts', waitSeconds, JSON.stringify({ minutes: Math.ceil(waitSeconds / 60) }));
}

function refusal(status: number, message: string, waitSeconds: number, details: string | null = null): Response {
	const headers = { 'content-type': 'application/json; charset=utf-8', 'retry-after': String(waitSeconds) };
	return new Response(JSON.stringify({ code: 'P0001', message, details, hint: null }), { status, headers });
}

async function untilMs(moment: number): Promise<void> {
	const wait = moment - performance.now();
	if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait));
}
