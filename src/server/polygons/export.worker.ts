import { workerData } from 'node:worker_threads';
import { openTopology } from '#domain/division/outline';
import type { ParcelTopology } from '#domain/division/parcel-topology';
import { cellCollection, cellTopology, type PlanOutline } from '#domain/division/polygons/export';
import { answerThread } from '#server/polygons/answer-thread';

/** What is exported: a plan, the bytes of its parcels, and as what. */
export interface ExportOrder {
	readonly outline: PlanOutline;
	readonly parcels: Uint8Array | null;
	readonly format: 'geojson' | 'topojson';
}

answerThread(() => {
	const { outline, parcels, format } = workerData as ExportOrder;
	const topology = parcels && openTopology(JSON.parse(new TextDecoder().decode(parcels)) as ParcelTopology);
	const cells = cellCollection(outline, topology);
	return new TextEncoder().encode(`${JSON.stringify(format === 'topojson' ? cellTopology(cells) : cells)}\n`);
});
