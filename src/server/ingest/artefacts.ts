import { createHash } from 'node:crypto';
import type { MultiPolygon } from 'geojson';
import type { Bounds } from '#domain/place/coord';
import type { Survey } from '#domain/place/survey';
import { parcelTopology } from '#domain/division/parcel-topology';
import { encodeNetwork } from '#domain/reach/artefact';
import { buildNetwork } from '#domain/reach/contract';
import { drawBasemap, type BasemapOptions } from '#server/ingest/basemap';

export const ARTEFACT_KINDS = ['network', 'parcels', 'basemap'] as const;
export type ArtefactKind = (typeof ARTEFACT_KINDS)[number];

/** A compact file made once from the survey, named by its content: whoever has the hash may keep the bytes for ever. */
export interface Artefact {
	readonly kind: ArtefactKind;
	/** SHA-256 of the body, 64 hexadecimal digits. */
	readonly hash: string;
	readonly body: Uint8Array;
}

/** The contracted walking network, see domain/reach/artefact. */
export function networkArtefact(survey: Survey): Artefact {
	return artefact('network', encodeNetwork(buildNetwork(survey.ways)));
}

/** The parcels as TopoJSON text, one geometry per unit in order of ordinal; see domain/division/parcel-topology. */
export function parcelsArtefact(parcels: readonly (readonly MultiPolygon[])[]): Artefact {
	const buildingOf = parcels.flatMap((units, building) => units.map(() => building));
	return artefact('parcels', Buffer.from(JSON.stringify(parcelTopology(parcels.flat(), buildingOf))));
}

/** The base map as a PMTiles archive. */
export async function basemapArtefact(
	survey: Survey,
	bounds: Bounds,
	onTile: BasemapOptions['onTile']
): Promise<Artefact> {
	return artefact('basemap', await drawBasemap(survey, { bounds, onTile }));
}

function artefact(kind: ArtefactKind, body: Uint8Array): Artefact {
	return { kind, hash: createHash('sha256').update(body).digest('hex'), body };
}
