import { gunzipSync } from 'node:zlib';
import { CELL_ZOOMS } from '#server/tiles/cell-tiles';
import type { OpenPlan, PlanDoor, TileDesk } from '#server/tiles/tile-desk';

/** The plan that an address names, as it stands there. */
export interface PlanAddress {
	readonly plan: string;
	readonly version: string;
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const VERSION = /^[0-9a-z]{1,16}-\d{1,8}$/;
const NUMBER = /^\d{1,7}$/;

/** Answers a request for a tile of a plan's cells. Throws what `door` throws where the caller may not see the plan. */
export async function answerTile(
	desk: TileDesk,
	address: PlanAddress & { readonly z: string; readonly x: string; readonly y: string },
	request: Request,
	door: PlanDoor
): Promise<Response> {
	const [z, x, y] = [address.z, address.x, address.y].map((text) => (NUMBER.test(text) ? Number(text) : -1)) as [
		number,
		number,
		number
	];
	const exists = z >= CELL_ZOOMS.min && z <= CELL_ZOOMS.max && x >= 0 && y >= 0 && x < 2 ** z && y < 2 ** z;
	const plan = exists ? await openPlan(desk, address, door) : null;
	if (!plan) return missing();
	const etag = `"${address.version}-${z}-${x}-${y}"`;
	const headers = new Headers({ ...kept(plan, etag), 'content-type': 'application/vnd.mapbox-vector-tile' });
	if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
	const tile = await desk.tile(plan, z, x, y);
	if (!tile) return missing();
	const gzipped = tile.length > 0 && (request.headers.get('accept-encoding') ?? '').includes('gzip');
	if (gzipped) headers.set('content-encoding', 'gzip');
	const body = gzipped || tile.length === 0 ? tile : gunzipSync(tile);
	headers.set('content-length', String(body.length));
	return new Response(body as Uint8Array<ArrayBuffer>, { headers });
}

/** Answers a request for one node's outline, level and label place, as JSON. Throws as `answerTile`. */
export async function answerOutline(
	desk: TileDesk,
	address: PlanAddress & { readonly node: string },
	request: Request,
	door: PlanDoor
): Promise<Response> {
	const plan = ID.test(address.node) ? await openPlan(desk, address, door) : null;
	if (!plan?.nodes.has(address.node)) return missing();
	const etag = `"${address.version}-${address.node}"`;
	const headers = new Headers({ ...kept(plan, etag), 'content-type': 'application/json; charset=utf-8' });
	if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
	const shape = await desk.outline(plan, address.node);
	if (!shape) return missing();
	const { node, level, geometry, label } = shape;
	const body = Buffer.from(JSON.stringify({ node, level, geometry, label }));
	headers.set('content-length', String(body.length));
	return new Response(body, { headers });
}

/** The plan of an address; null where the address makes no sense or names a version that is gone. */
export async function openPlan(
	desk: TileDesk,
	{ plan, version }: PlanAddress,
	door: PlanDoor
): Promise<OpenPlan | null> {
	return ID.test(plan) && VERSION.test(version) ? desk.open(plan, version, door) : null;
}

/** What everybody may see is kept for ever under its version; a draft is asked for anew each time, by its own reader. */
function kept(plan: OpenPlan, etag: string): Record<string, string> {
	const control = plan.isPublic ? 'public, max-age=31536000, immutable' : 'private, no-cache';
	return { etag, 'cache-control': control, vary: plan.isPublic ? 'accept-encoding' : 'accept-encoding, cookie' };
}

function missing(): Response {
	return new Response(null, { status: 404, headers: { 'cache-control': 'no-store' } });
}
