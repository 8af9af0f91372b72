import { deflateSync, gzipSync } from 'node:zlib';
import { PbfWriter } from 'pbf';
import type { Tags } from '#domain/reach/walkability';
import type { ElementKind, OsmMember, OsmSink } from '#server/import/osm-element';
import { readXml } from '#server/import/read-xml';

const NANODEGREES = 100;
const MEMBER_KINDS: readonly ElementKind[] = ['node', 'way', 'relation'];

interface Heard {
	readonly id: number;
	readonly tags: Tags | null;
	readonly lng?: number;
	readonly lat?: number;
	readonly refs?: readonly number[];
	readonly members?: readonly OsmMember[];
}

/** Writes the elements of an OSM XML text as an OSM PBF file: dense nodes, ways, relations, a block each. */
export async function xmlToPbf(xml: Buffer, packing: 'raw' | 'zlib'): Promise<Buffer> {
	const heard: Record<ElementKind, Heard[]> = { node: [], way: [], relation: [] };
	const sink: OsmSink = {
		wants: new Set<ElementKind>(MEMBER_KINDS),
		node: (id, lng, lat, tags) => heard.node.push({ id, lng, lat, tags }),
		way: (id, refs, tags) => heard.way.push({ id, refs, tags }),
		relation: (id, members, tags) => heard.relation.push({ id, members, tags })
	};
	await readXml({ name: 'fixture', chunks: oneChunk(xml) }, sink);
	const header = new PbfWriter();
	header.writeStringField(4, 'OsmSchema-V0.6');
	header.writeStringField(4, 'DenseNodes');
	return Buffer.concat([
		block('OSMHeader', header.finish(), packing),
		block('OSMData', primitives(heard.node, writeDense), packing),
		block('OSMData', primitives(heard.way, writeWays), packing),
		block('OSMData', primitives(heard.relation, writeRelations), packing)
	]);
}

export function gzip(xml: Buffer): Buffer {
	return gzipSync(xml);
}

/** One block of a PBF file around any bytes. */
export function block(type: string, bytes: Uint8Array, packing: 'raw' | 'zlib', rawSize = bytes.length): Buffer {
	const blob = new PbfWriter();
	if (packing === 'raw') blob.writeBytesField(1, bytes);
	else blob.writeBytesField(3, deflateSync(bytes));
	blob.writeVarintField(2, rawSize);
	const body = blob.finish();
	const header = new PbfWriter();
	header.writeStringField(1, type);
	header.writeVarintField(3, body.length);
	const head = header.finish();
	const length = Buffer.alloc(4);
	length.writeUInt32BE(head.length);
	return Buffer.concat([length, head, body]);
}

async function* oneChunk(bytes: Buffer): AsyncGenerator<Uint8Array> {
	yield bytes;
}

class StringTable {
	readonly texts = [''];

	indexOf(text: string): number {
		const known = this.texts.indexOf(text, 1);
		return known > 0 ? known : this.texts.push(text) - 1;
	}
}

type WriteGroup = (group: PbfWriter, heard: readonly Heard[], strings: StringTable) => void;

function primitives(heard: readonly Heard[], write: WriteGroup): Uint8Array {
	const strings = new StringTable();
	const group = new PbfWriter();
	write(group, heard, strings);
	const table = new PbfWriter();
	for (const text of strings.texts) table.writeStringField(1, text);
	const block = new PbfWriter();
	block.writeBytesField(1, table.finish());
	block.writeBytesField(2, group.finish());
	block.writeVarintField(17, NANODEGREES);
	return block.finish();
}

function deltas(values: readonly number[]): number[] {
	return values.map((value, i) => value - (values[i - 1] ?? 0));
}

function units(degrees: number | undefined): number {
	return Math.round((degrees ?? 0) * (1e9 / NANODEGREES));
}

function writeDense(group: PbfWriter, nodes: readonly Heard[], strings: StringTable): void {
	const dense = new PbfWriter();
	const words = nodes.flatMap(({ tags }) => [...pairs(tags, strings).flat(), 0]);
	dense.writePackedSVarint(1, deltas(nodes.map((node) => node.id)));
	dense.writePackedSVarint(8, deltas(nodes.map((node) => units(node.lat))));
	dense.writePackedSVarint(9, deltas(nodes.map((node) => units(node.lng))));
	dense.writePackedVarint(10, words);
	group.writeBytesField(2, dense.finish());
}

function pairs(tags: Tags | null, strings: StringTable): [key: number, value: number][] {
	return Object.entries(tags ?? {}).map(([key, value]) => [strings.indexOf(key), strings.indexOf(value ?? '')]);
}

function writeTags(element: PbfWriter, tags: Tags | null, strings: StringTable): void {
	const indices = pairs(tags, strings);
	element.writePackedVarint(
		2,
		indices.map(([key]) => key)
	);
	element.writePackedVarint(
		3,
		indices.map(([, value]) => value)
	);
}

function writeWays(group: PbfWriter, ways: readonly Heard[], strings: StringTable): void {
	for (const { id, tags, refs = [] } of ways) {
		const way = new PbfWriter();
		way.writeVarintField(1, id);
		writeTags(way, tags, strings);
		way.writePackedSVarint(8, deltas(refs));
		group.writeBytesField(3, way.finish());
	}
}

function writeRelations(group: PbfWriter, relations: readonly Heard[], strings: StringTable): void {
	for (const { id, tags, members = [] } of relations) {
		const relation = new PbfWriter();
		relation.writeVarintField(1, id);
		writeTags(relation, tags, strings);
		relation.writePackedVarint(
			8,
			members.map((member) => strings.indexOf(member.role))
		);
		relation.writePackedSVarint(9, deltas(members.map((member) => member.id)));
		relation.writePackedVarint(
			10,
			members.map((member) => MEMBER_KINDS.indexOf(member.kind))
		);
		group.writeBytesField(4, relation.finish());
	}
}
