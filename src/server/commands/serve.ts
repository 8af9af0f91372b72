// Starts the built pages: the port first, so that a taken one is told before a town is drawn; then the database;
// then one line with the address.
import { existsSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootConsole } from '#server/boot-console';
import { runCommand, t } from '#server/commands/command-line';
import { readConfig, type Config } from '#server/config';
import { boot, type Installation } from '#server/installation';
import { runningInstallation } from '#server/running';

type Handler = (request: IncomingMessage, response: ServerResponse, next: () => void) => void;

const FIRST_PORT = 4173;
const LAST_PORT = 4199;
/** Told to the web adapter, which otherwise takes every plain request for https. */
const PROTOCOL_HEADER = 'x-gezhi-protocol';

await runCommand(async (args) => {
	const config = readConfig();
	const pages = resolve('build/handler.js');
	if (!existsSync(pages)) throw Object.assign(new Error('not-built'), { refusal: 'not-built' });
	let handler: Handler = answerStarting;
	const server = createServer((request, response) => {
		request.headers[PROTOCOL_HEADER] = 'http';
		response.setHeader('x-content-type-options', 'nosniff');
		handler(request, response, () => response.writeHead(404).end());
	});
	const port = await listen(server, config);
	const installation = runningInstallation(() =>
		boot({ config, empty: args.includes('--empty'), events: bootConsole((line) => console.log(line)) })
	);
	closeOnSignal(server, installation);
	try {
		const running = await installation;
		Object.assign(process.env, { PROTOCOL_HEADER });
		// an empty value is unset for us, and an error or a limit of nothing for the web adapter
		if (process.env['ORIGIN'] === '') delete process.env['ORIGIN'];
		// every body but an upload's is held to its limit in hooks.server.ts
		process.env['BODY_SIZE_LIMIT'] = 'Infinity';
		({ handler } = (await import(pathToFileURL(pages).href)) as { handler: Handler });
		console.log(readyLine(config.origin ?? `http://${hostName(config.host)}:${port}`, running));
	} catch (cause) {
		server.close();
		server.closeAllConnections();
		await installation.then((running) => running.close()).catch(() => undefined);
		throw cause;
	}
});

function readyLine(address: string, { setupToken }: Installation): string {
	if (!setupToken) return t('commands.ready', { address });
	return t('commands.ready-setup', { address: `${address}/setup?token=${encodeURIComponent(setupToken)}` });
}

function answerStarting(request: IncomingMessage, response: ServerResponse): void {
	if (request.url === '/healthz') return void response.end('ok\n');
	response.writeHead(503, { 'content-type': 'text/plain; charset=utf-8', 'retry-after': '5' });
	response.end(`${t('commands.starting')}\n`);
}

/** Listens on the port that is set, or on the first free one. Throws a named refusal. */
async function listen(server: Server, { host, port }: Config): Promise<number> {
	if (port !== null) return tryPort(server, host, port);
	for (let candidate = FIRST_PORT; candidate <= LAST_PORT; candidate++) {
		try {
			return await tryPort(server, host, candidate);
		} catch (cause) {
			if ((cause as { refusal?: string }).refusal !== 'port-taken') throw cause;
		}
	}
	throw refused('no-free-port', { first: String(FIRST_PORT), last: String(LAST_PORT) });
}

function tryPort(server: Server, host: string, port: number): Promise<number> {
	return new Promise((resolve, reject) => {
		const fail = (cause: NodeJS.ErrnoException) => {
			const taken = cause.code === 'EADDRINUSE';
			reject(refused(taken ? 'port-taken' : 'port-not-permitted', { host, port: String(port) }));
		};
		server.once('error', fail);
		server.listen(port, host, () => {
			server.off('error', fail);
			resolve((server.address() as AddressInfo).port);
		});
	});
}

function refused(refusal: string, words: Record<string, string>): Error {
	return Object.assign(new Error(refusal), { refusal, words });
}

function hostName(host: string): string {
	if (host === '0.0.0.0' || host === '::') return 'localhost';
	return host.includes(':') ? `[${host}]` : host;
}

/** Ctrl-C arrives twice, from the terminal and from the command that started us: once is meant. */
function closeOnSignal(server: Server, installation: Promise<Installation>): void {
	let closing = false;
	const close = async (): Promise<void> => {
		if (closing) return;
		closing = true;
		console.log(t('commands.stopping'));
		server.close();
		// live streams never end by themselves
		server.closeAllConnections();
		await installation.then((running) => running.close()).catch(() => undefined);
		process.exit(0);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close());
}
