import { cellOutlines, mapCells, openTopology, type Outline } from '#domain/division/outline';
import type { ParcelTopology } from '#domain/division/parcel-topology';

/** Everything the outlines of a plan follow from. */
export interface OutlineRequest {
	/** The `parcels` artefact: TopoJSON with one geometry per unit, in the order of their ordinals. */
	readonly parcels: Uint8Array;
	/** By ordinal of the unit: index of its stairwell cell, -1 where unassigned. */
	readonly units: readonly number[];
	readonly cellCount: number;
	/** By stairwell cell: index of its living area, -1 for none. */
	readonly areaOfCell: readonly number[];
	readonly areaCount: number;
}

export interface OutlineAnswer {
	/** In the order of the indices asked; a cell without ground has an empty geometry. */
	readonly cells: readonly Outline[];
	readonly areas: readonly Outline[];
}

/** Merges parcels to the outlines of stairwell cells and living areas. Throws SyntaxError or TypeError on other bytes. */
export function outlinesOf(request: OutlineRequest): OutlineAnswer {
	const topology = openTopology(JSON.parse(new TextDecoder().decode(request.parcels)) as ParcelTopology);
	return {
		cells: cellOutlines(topology, request.units, request.cellCount),
		areas: cellOutlines(topology, mapCells(request.units, request.areaOfCell), request.areaCount)
	};
}
