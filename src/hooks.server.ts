import { error, type Handle, type HandleServerError, type RequestEvent, type ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { building } from '$app/environment';
import { isSessionCookie, serverClient } from '#data/supabase';
import { describeError, framesOf } from '#server/backend/quiet-console';
import { bootConsole } from '#server/boot-console';
import { compressed } from '#server/compression';
import { readConfig } from '#server/config';
import { clientAddress } from '#server/gate/client-address';
import { formRefusal } from '#server/gate/form-body';
import { Gate } from '#server/gate/gate';
import { PublicBrake } from '#server/gate/public-brake';
import { pageCaching } from '#server/gate/page-caching';
import { isSameOrigin } from '#server/gate/same-origin';
import { secureHeaders } from '#server/gate/security-headers';
import { platformUser, verifiedUser, verifyToken, type SignedIn } from '#server/gate/signed-in-user';
import { discardBody, UPLOAD_PATHS, withinLimit } from '#server/gate/body-limit';
import { boot, type Installation } from '#server/installation';
import { isInstallationStarted, runningInstallation } from '#server/running';
import { KEEP_HEADER, mayBeKept } from '#ui/offline/shelf';
import { parseContrast, parseSize, parseTheme } from '#ui/preferences';
import { parseLocale, preferredLocale } from '#ui/text/locale';

const A_YEAR_SECONDS = 365 * 86_400;

/** In development nobody has booted yet; `npm start` boots before it loads the pages. */
export const init: ServerInit = async () => {
	if (building) return;
	const booted = isInstallationStarted();
	const running = await installation();
	if (booted) return;
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void running.close().finally(() => process.exit(0)));
	}
};

function installation(): Promise<Installation> {
	return runningInstallation(() => boot({ config: readConfig(), events: bootConsole((line) => console.log(line)) }));
}

let gate: Gate | null = null;
let brake: PublicBrake | null = null;
const gateOf = ({ backend }: Installation): Gate | null => (gate ??= backend ? new Gate(backend) : null);

/** Refuses what another site's page sends, and puts the security headers on every answer. */
const guard: Handle = async ({ event, resolve }) => {
	const { config } = await installation();
	const { headers, method } = event.request;
	const provenance = {
		method,
		origin: headers.get('origin'),
		fetchSite: headers.get('sec-fetch-site'),
		host: headers.get('host') ?? event.url.host,
		configuredOrigin: config.origin
	};
	const response = await compressed(event.request, isSameOrigin(provenance) ? await resolve(event) : crossOrigin());
	secureHeaders(response.headers, config.supabase?.url ?? null, event.url.protocol === 'https:');
	const hasSession = event.cookies.getAll().some(({ name }) => isSessionCookie(name));
	pageCaching(response, { hasSession, keepHeader: mayBeKept(event.url.pathname) ? KEEP_HEADER : null });
	return response;
};

function crossOrigin(): Response {
	const body = JSON.stringify({ message: 'cross-origin', refusal: 'cross-origin' });
	return new Response(body, { status: 403, headers: { 'content-type': 'application/json; charset=utf-8' } });
}

/** `/rest/v1` and `/auth/v1` of the same origin, where no platform serves them. */
const database: Handle = async ({ event, resolve }) => {
	const { pathname } = event.url;
	if (!pathname.startsWith('/rest/v1/') && !pathname.startsWith('/auth/v1/')) return resolve(event);
	const running = await installation();
	if (running.config.mode === 'supabase') error(404, { message: 'not-found' });
	const request = await withinLimit(event.request, running.config.bodyLimitBytes);
	if (!request) error(413, { message: 'too-large' });
	const response = await answer(running, request, addressOf(event, running));
	if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
	return response;
};

function answer(running: Installation, request: Request, address: string): Promise<Response> {
	const isAuth = new URL(request.url).pathname.startsWith('/auth/v1/');
	if (isAuth) return gateOf(running)!.answer(request, { address });
	brake ??= new PublicBrake(running.backend!, (token) => verifyToken(token, running.keys.jwtSecret));
	return brake.answer(request, address, () => running.backend!.fetch(request));
}

function addressOf(event: RequestEvent, { config }: Installation): string {
	const socket = event.platform?.req?.socket.remoteAddress ?? event.getClientAddress();
	return clientAddress(socket, event.request.headers.get('x-forwarded-for'), config.origin !== null);
}

/** Past the database, everything that is sent is a form of a page. */
const form: Handle = async ({ event, resolve }) => {
	if (event.request.method !== 'POST' || UPLOAD_PATHS.includes(event.url.pathname)) return resolve(event);
	const sent = event.request;
	const request = await withinLimit(sent, (await installation()).config.bodyLimitBytes);
	if (!request) {
		void discardBody(sent);
		error(413, { message: 'too-large', refusal: 'too-large' });
	}
	event.request = request;
	const status = await formRefusal(event.request);
	if (status) error(status, { message: 'bad-request', refusal: 'bad-request' });
	return resolve(event);
};

/** The caller: preferences, the client with the caller's rights, who is signed in. */
const caller: Handle = async ({ event, resolve }) => {
	const running = await installation();
	const { config, keys } = running;
	const { cookies, locals, request, url } = event;
	const asked = parseLocale(url.searchParams.get('lang'));
	const secure = url.protocol === 'https:';
	if (asked) cookies.set('lang', asked, { path: '/', maxAge: A_YEAR_SECONDS, sameSite: 'lax', httpOnly: true, secure });
	locals.locale = asked ?? parseLocale(cookies.get('lang')) ?? preferredLocale(request.headers.get('accept-language'));
	locals.theme = parseTheme(cookies.get('theme'));
	locals.size = parseSize(cookies.get('size'));
	locals.contrast = parseContrast(cookies.get('contrast'));
	locals.database = { url: config.supabase?.url ?? null, key: config.supabase?.publishableKey ?? keys.publishableKey };
	const direct: typeof fetch = (input, options) =>
		answer(running, new Request(input, options), addressOf(event, running));
	locals.supabase = serverClient({
		...locals.database,
		secure,
		cookies: sessionCookies(event, secure),
		...(config.supabase ? {} : { fetch: direct })
	});
	let user: Promise<SignedIn | null> | null = null;
	locals.user = () =>
		(user ??= config.supabase ? platformUser(locals.supabase) : verifiedUser(locals.supabase, keys.jwtSecret));
	return resolve(event, {
		transformPageChunk: ({ html }) =>
			html
				.replace('%lang%', locals.locale)
				.replace('%theme%', locals.theme)
				.replace('%size%', locals.size)
				.replace('%contrast%', locals.contrast),
		filterSerializedResponseHeaders: (name) => name === 'content-range' || name === 'x-supabase-api-version'
	});
};

function sessionCookies({ cookies }: RequestEvent, secure: boolean) {
	return {
		getAll: () => cookies.getAll(),
		setAll: (changed: { name: string; value: string; options: object }[]) => {
			try {
				for (const { name, value, options } of changed) cookies.set(name, value, { ...options, path: '/', secure });
			} catch {
				// the answer is on its way; the next request refreshes the session again
			}
		}
	};
}

export const handle = sequence(guard, database, form, caller);

/** Nothing of the error reaches the reader or the log but what kind it was. */
export const handleError: HandleServerError = ({ error: cause, event, status, message }) => {
	if (status !== 404)
		console.error(`[page] ${event.route.id ?? '-'} ${status} ${describeError(cause)} ${framesOf(cause)}`);
	return { message };
};
