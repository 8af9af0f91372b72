import { PbfReader } from 'pbf';
import type { OsmSink } from '#server/import/osm-element';
import { readPbfBlocks, refuse, type OpenFile, type PbfBlock } from '#server/import/pbf-blocks';
import { DamagedBlock, readPbfElements } from '#server/import/pbf-elements';
import type { Watch } from '#server/import/watch';

const KNOWN_FEATURES = new Set(['OsmSchema-V0.6', 'DenseNodes']);

/**
 * Tells `sink` the wanted elements of an OSM PBF file (wiki.openstreetmap.org/wiki/PBF_Format), block by block.
 * Throws ImportRefusal with the byte offset of the block that is damaged.
 */
export async function readPbf(file: OpenFile, sink: OsmSink, watch: Watch): Promise<void> {
	let first = true;
	for await (const block of readPbfBlocks(file)) {
		watch(block.end, file.size);
		if (first && block.type !== 'OSMHeader') refuse(file, 'not-osm');
		first = false;
		if (block.type === 'OSMHeader') checkFeatures(file, block);
		else if (block.type === 'OSMData') readBlock(file, block, sink);
	}
}

function readBlock(file: OpenFile, block: PbfBlock, sink: OsmSink): void {
	try {
		readPbfElements(block.bytes, sink);
	} catch (error) {
		const at = { unit: 'byte', at: block.position } as const;
		if (error instanceof DamagedBlock && error.kind === 'off-globe') {
			refuse(file, 'coordinates-out-of-range', error.position);
		}
		if (error instanceof DamagedBlock || isByteTrouble(error)) refuse(file, 'malformed', at);
		throw error;
	}
}

/** What the byte reader says of damaged bytes: it knows no error class of its own. */
function isByteTrouble(error: unknown): boolean {
	return error instanceof RangeError || (error instanceof Error && /varint|Unimplemented type/.test(error.message));
}

function checkFeatures(file: OpenFile, block: PbfBlock): void {
	const features: string[] = [];
	try {
		new PbfReader(block.bytes).readFields((field, into, pbf) => {
			if (field === 4) into.push(pbf.readString());
		}, features);
	} catch {
		refuse(file, 'malformed', { unit: 'byte', at: block.position });
	}
	const unknown = features.find((feature) => !KNOWN_FEATURES.has(feature));
	if (unknown !== undefined) refuse(file, 'unsupported-packing', undefined, unknown.slice(0, 60));
}
