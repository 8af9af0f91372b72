import type { SupabaseClient } from '@supabase/supabase-js';
import { readArtefactBytes } from '#data/artefact-bytes';
import { loadPlanOutline } from '#data/polygons';
import type { ExportOrder } from '#server/polygons/export.worker';
import { inThread } from '#server/polygons/thread';
import { runningDesk } from '#server/tiles/running-desk';

const THREAD = 'src/server/polygons/export.worker.ts';
const TYPES = { geojson: 'application/geo+json', topojson: 'application/json' } as const;
/** What a file name must not hold on some system, or what hides in it. */
const UNFIT = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\\/:*?"<>|]+/gu;

/** A plan, or of an edition one community of it. */
export interface Exported {
	readonly planId: string;
	readonly communityId: string | null;
}

/** The outlines of a plan as a file, under the caller's rights. Throws Refused `not-found` where they may not see it. */
export async function exportCells(
	client: SupabaseClient,
	{ planId, communityId }: Exported,
	format: ExportOrder['format'],
	signal: AbortSignal
): Promise<Response> {
	const outline = await loadPlanOutline(client, planId, communityId);
	const { artefacts } = await runningDesk();
	const fetch = (hash: string) => readArtefactBytes(client, hash);
	const parcels = outline.parcels ? await artefacts.read(outline.parcels, [], fetch) : null;
	const order: ExportOrder = { outline, parcels: parcels?.bytes ?? null, format };
	const bytes = await inThread<Uint8Array<ArrayBuffer>>(THREAD, order, signal);
	const name = [outline.community ?? outline.district.name, outline.plan.name].join(' ').replace(UNFIT, ' ').trim();
	return new Response(bytes, {
		headers: {
			'content-type': `${TYPES[format]}; charset=utf-8`,
			'content-disposition': `attachment; filename="cells.${format}"; filename*=UTF-8''${encoded(name)}.${format}`,
			'content-length': String(bytes.length),
			'cache-control': 'private, no-store'
		}
	});
}

/** The value of a header's extended parameter (RFC 8187), which forbids some signs that addresses allow. */
function encoded(name: string): string {
	return encodeURIComponent(name).replace(/['()*!]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}
