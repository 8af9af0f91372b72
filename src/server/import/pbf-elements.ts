import { PbfReader } from 'pbf';
import type { Tags } from '#domain/reach/walkability';
import {
	isExactId,
	isOnGlobe,
	keepsKey,
	type ElementKind,
	type OsmMember,
	type OsmSink
} from '#server/import/osm-element';
import type { FilePosition } from '#server/import/refusal';

/** Lists longer than this do not occur in real files: 2,000 nodes a way, some 30,000 members a relation. */
const MAX_LIST_BYTES = 1024 * 1024;
const MAX_STRINGS = 1_000_000;
const MEMBER_KINDS: readonly ElementKind[] = ['node', 'way', 'relation'];

/** Damage found inside a block. `off-globe` is a node whose coordinates no place on Earth has. */
export class DamagedBlock extends Error {
	readonly kind: 'malformed' | 'off-globe';
	readonly position: FilePosition | undefined;

	constructor(kind: 'malformed' | 'off-globe', position?: FilePosition) {
		super(kind);
		this.kind = kind;
		this.position = position;
	}
}

/** Strings of a block, decoded when asked for. Answers null for keys that no import reads. */
interface Strings {
	text(index: number): string;
	key(index: number): string | null;
}

interface Frame {
	readonly strings: Strings;
	readonly granularity: number;
	readonly lngOffset: number;
	readonly latOffset: number;
}

/**
 * Tells `sink` every wanted element of one unpacked `OSMData` block.
 * Throws DamagedBlock, or whatever the byte reader says, where the block is not what the format promises.
 */
export function readPbfElements(bytes: Uint8Array, sink: OsmSink): void {
	const pbf = new PbfReader(bytes);
	const groups: Uint8Array[] = [];
	let strings: Strings = indexStrings(new Uint8Array(0));
	let [granularity, lngOffset, latOffset] = [100, 0, 0];
	for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
		if (field === 1) strings = indexStrings(part(pbf));
		else if (field === 2) groups.push(part(pbf));
		else if (field === 17) granularity = pbf.readVarint(true);
		else if (field === 19) latOffset = pbf.readVarint(true);
		else if (field === 20) lngOffset = pbf.readVarint(true);
	}
	for (const group of groups) readGroup(group, { strings, granularity, lngOffset, latOffset }, sink);
}

/** The bytes of a length-delimited field, checked against the end of what holds it. */
function part(pbf: PbfReader): Uint8Array {
	const length = pbf.readVarint();
	if (!(length >= 0 && pbf.pos + length <= pbf.length)) throw new DamagedBlock('malformed');
	const bytes = pbf.buf.subarray(pbf.pos, pbf.pos + length);
	pbf.pos += length;
	return bytes;
}

function indexStrings(bytes: Uint8Array): Strings {
	const pbf = new PbfReader(bytes);
	const parts: Uint8Array[] = [];
	for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
		if (field !== 1) continue;
		parts.push(part(pbf));
		if (parts.length > MAX_STRINGS) throw new DamagedBlock('malformed');
	}
	const decoder = new TextDecoder();
	const texts: (string | undefined)[] = [];
	const text = (index: number): string => {
		const bytes = parts[index];
		if (!bytes) throw new DamagedBlock('malformed');
		return (texts[index] ??= decoder.decode(bytes));
	};
	const keys: (string | null | undefined)[] = [];
	const key = (index: number): string | null => {
		const known = keys[index];
		if (known !== undefined) return known;
		const word = text(index);
		return (keys[index] = keepsKey(word) ? word : null);
	};
	return { text, key };
}

function readGroup(bytes: Uint8Array, frame: Frame, sink: OsmSink): void {
	const pbf = new PbfReader(bytes);
	for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
		if (field === 1 && sink.wants.has('node')) readNode(part(pbf), frame, sink);
		else if (field === 2 && sink.wants.has('node')) readDenseNodes(part(pbf), frame, sink);
		else if (field === 3 && sink.wants.has('way')) readWay(part(pbf), frame, sink);
		else if (field === 4 && sink.wants.has('relation')) readRelation(part(pbf), frame, sink);
	}
}

function tellNode(id: number, lng: number, lat: number, tags: Tags | null, frame: Frame, sink: OsmSink): void {
	if (!isExactId(id)) throw new DamagedBlock('malformed');
	const x = 1e-9 * (frame.lngOffset + frame.granularity * lng);
	const y = 1e-9 * (frame.latOffset + frame.granularity * lat);
	if (!isOnGlobe(x, y)) throw new DamagedBlock('off-globe', { unit: 'node', at: id });
	sink.node(id, x, y, tags);
}

function readNode(bytes: Uint8Array, frame: Frame, sink: OsmSink): void {
	const pbf = new PbfReader(bytes);
	let [id, lat, lng] = [NaN, NaN, NaN];
	let [keys, values]: [number[], number[]] = [[], []];
	for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
		if (field === 1) id = pbf.readSVarint();
		else if (field === 2) keys = list(pbf);
		else if (field === 3) values = list(pbf);
		else if (field === 8) lat = pbf.readSVarint();
		else if (field === 9) lng = pbf.readSVarint();
	}
	tellNode(id, lng, lat, tagsOf(keys, values, frame.strings), frame, sink);
}

function readDenseNodes(bytes: Uint8Array, frame: Frame, sink: OsmSink): void {
	const pbf = new PbfReader(bytes);
	const columns = new Map<number, PbfReader>();
	for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
		if (field === 1 || field === 8 || field === 9 || field === 10) columns.set(field, new PbfReader(part(pbf)));
	}
	const none = new PbfReader(new Uint8Array(0));
	const [ids, lats, lngs] = [columns.get(1) ?? none, columns.get(8) ?? none, columns.get(9) ?? none];
	const words = columns.get(10) ?? none;
	let [id, lat, lng] = [0, 0, 0];
	while (ids.pos < ids.length) {
		id += ids.readSVarint();
		lat += lats.readSVarint();
		lng += lngs.readSVarint();
		tellNode(id, lng, lat, denseTags(words, frame.strings), frame, sink);
	}
}

/** Tags of the next dense node: key, value, key, value … 0; the column may be missing where no node has any. */
function denseTags(words: PbfReader, strings: Strings): Tags | null {
	let tags: Record<string, string> | null = null;
	while (words.pos < words.length) {
		const index = words.readVarint();
		if (index === 0) break;
		const value = words.readVarint();
		const key = strings.key(index);
		if (key !== null) (tags ??= Object.create(null) as Record<string, string>)[key] = strings.text(value);
	}
	return tags;
}

function list(pbf: PbfReader): number[] {
	return numbers(pbf, (column) => column.readVarint());
}

/** A packed list of numbers, each read by `next`. */
function numbers(pbf: PbfReader, next: (column: PbfReader) => number): number[] {
	const column = new PbfReader(part(pbf));
	if (column.length > MAX_LIST_BYTES) throw new DamagedBlock('malformed');
	const values: number[] = [];
	while (column.pos < column.length) values.push(next(column));
	return values;
}

/** Ids stored as differences. */
function deltaIds(pbf: PbfReader): number[] {
	let id = 0;
	return numbers(pbf, (column) => {
		id += column.readSVarint();
		if (!isExactId(id)) throw new DamagedBlock('malformed');
		return id;
	});
}

function tagsOf(keys: readonly number[], values: readonly number[], strings: Strings): Tags | null {
	let tags: Record<string, string> | null = null;
	for (let i = 0; i < keys.length; i++) {
		const key = strings.key(keys[i]!);
		if (key === null) continue;
		(tags ??= Object.create(null) as Record<string, string>)[key] = strings.text(values[i] ?? -1);
	}
	return tags;
}

function readWay(bytes: Uint8Array, frame: Frame, sink: OsmSink): void {
	const pbf = new PbfReader(bytes);
	let id = NaN;
	let [keys, values, refs]: [number[], number[], number[]] = [[], [], []];
	for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
		if (field === 1) id = pbf.readVarint(true);
		else if (field === 2) keys = list(pbf);
		else if (field === 3) values = list(pbf);
		else if (field === 8) refs = deltaIds(pbf);
	}
	if (!isExactId(id)) throw new DamagedBlock('malformed');
	sink.way(id, refs, tagsOf(keys, values, frame.strings));
}

function readRelation(bytes: Uint8Array, frame: Frame, sink: OsmSink): void {
	const pbf = new PbfReader(bytes);
	let id = NaN;
	let [keys, values, roles, ids, kinds]: [number[], number[], number[], number[], number[]] = [[], [], [], [], []];
	for (let field = pbf.nextField(); field !== 0; field = pbf.nextField()) {
		if (field === 1) id = pbf.readVarint(true);
		else if (field === 2) keys = list(pbf);
		else if (field === 3) values = list(pbf);
		else if (field === 8) roles = list(pbf);
		else if (field === 9) ids = deltaIds(pbf);
		else if (field === 10) kinds = list(pbf);
	}
	if (!isExactId(id)) throw new DamagedBlock('malformed');
	const members = ids.map((member, i): OsmMember => {
		const kind = MEMBER_KINDS[kinds[i] ?? -1];
		if (!kind) throw new DamagedBlock('malformed');
		return { kind, id: member, role: frame.strings.text(roles[i] ?? -1) };
	});
	sink.relation(id, members, tagsOf(keys, values, frame.strings));
}
