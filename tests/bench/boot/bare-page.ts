import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { basemap } from '#map/basemap';
import { LIGHT } from '#map/palette';

interface View {
	readonly tiles: Buffer;
	readonly lng: number;
	readonly lat: number;
	readonly zoom: number;
}

const FILES: Readonly<Record<string, string>> = {
	'/maplibre-gl.mjs': 'node_modules/maplibre-gl/dist/maplibre-gl.mjs',
	'/maplibre-gl-shared.mjs': 'node_modules/maplibre-gl/dist/maplibre-gl-shared.mjs',
	'/maplibre-gl-worker.mjs': 'node_modules/maplibre-gl/dist/maplibre-gl-worker.mjs',
	'/maplibre-gl.css': 'node_modules/maplibre-gl/dist/maplibre-gl.css',
	'/pmtiles.js': 'node_modules/pmtiles/dist/pmtiles.js'
};

/** A page with nothing but MapLibre, the same base style, the same tiles and the same camera: the peer of `idle`. */
export class BarePage {
	readonly address: string;
	readonly #server: Server;
	readonly #view: View;

	private constructor(server: Server, view: View) {
		this.#server = server;
		this.#view = view;
		this.address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	}

	/** Takes the base map of the first district of a running server. */
	static async over(address: string): Promise<BarePage> {
		const view = await readView(address);
		const server = createServer((request, response) => answer(request, response, view));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return new BarePage(server, view);
	}

	/** The product's own map at the same camera. */
	sameViewOf(address: string): string {
		const { zoom, lat, lng } = this.#view;
		return `${address}/map?at=${zoom}/${lat}/${lng}`;
	}

	close(): Promise<void> {
		this.#server.closeAllConnections();
		return new Promise((resolve) => this.#server.close(() => resolve()));
	}
}

/** Everything public: the district's bounds and the hash of its base map stand in the data of the map page. */
async function readView(address: string): Promise<View> {
	const page = await (await fetch(`${address}/map`)).text();
	const hash = /basemap:\s*"([0-9a-f]{64})"/.exec(page)?.[1];
	const bounds = /bounds:\s*\[([^\]]+)\]/.exec(page)?.[1]?.split(',').map(Number);
	if (!hash || bounds?.length !== 4) throw new Error('the map page names no base map');
	const tiles = Buffer.from(await (await fetch(`${address}/artefacts/${hash}`)).arrayBuffer());
	const [west, south, east, north] = bounds as [number, number, number, number];
	return { tiles, lng: (west + east) / 2, lat: (south + north) / 2, zoom: 14 };
}

function answer(request: IncomingMessage, response: ServerResponse, view: View): void {
	const path = request.url?.split('?')[0] ?? '/';
	const file = FILES[path];
	if (path === '/tiles.pmtiles') return sendRange(request, response, view.tiles);
	if (path === '/') return void response.setHeader('content-type', 'text/html; charset=utf-8').end(html(view));
	if (!file) return void response.writeHead(404).end();
	response.setHeader('content-type', path.endsWith('.css') ? 'text/css' : 'text/javascript');
	response.end(readFileSync(join(process.cwd(), file)));
}

function sendRange(request: IncomingMessage, response: ServerResponse, body: Buffer): void {
	const range = /bytes=(\d+)-(\d*)/.exec(request.headers.range ?? '');
	if (!range) return void response.end(body);
	const [from, to] = [Number(range[1]), Math.min(body.length - 1, Number(range[2] || body.length - 1))];
	response.writeHead(206, { 'content-range': `bytes ${from}-${to}/${body.length}` }).end(body.subarray(from, to + 1));
}

function html({ lng, lat, zoom }: View): string {
	const { sources, layers } = basemap('/tiles.pmtiles', LIGHT);
	return `<!doctype html><meta charset="utf-8"><title>bare</title><link rel="stylesheet" href="/maplibre-gl.css">
<style>html, body, #map { margin: 0; height: 100% }</style><div id="map"></div><script src="/pmtiles.js"></script>
<script type="module">
import { Map, addProtocol, setWorkerUrl } from '/maplibre-gl.mjs';
setWorkerUrl('/maplibre-gl-worker.mjs');
addProtocol('pmtiles', new pmtiles.Protocol().tile);
const style = ${JSON.stringify({ version: 8, sources, layers })};
for (const source of Object.values(style.sources)) source.url = source.url?.replace('pmtiles://', 'pmtiles://' + location.origin);
new Map({ container: 'map', style, center: [${lng}, ${lat}], zoom: ${zoom} });
</script>`;
}
