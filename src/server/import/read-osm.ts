import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import type { LngLat } from '#domain/place/coord';
import type { Tags } from '#domain/reach/walkability';
import { extractOsm, type ReadNodes } from '#server/import/extract';
import { FORMAT_BYTES, fileFormat, type FileFormat } from '#server/import/file-format';
import { isPlaceLabel } from '#server/import/ground-tags';
import type { NodeTable } from '#server/import/node-table';
import type { ElementKind, OsmSink } from '#server/import/osm-element';
import type { OsmExtract } from '#server/import/osm-extract';
import { MAX_REFS, MAX_THINGS, OsmStore, StoreFull } from '#server/import/osm-store';
import { readPbf } from '#server/import/read-pbf';
import { readXml } from '#server/import/read-xml';
import { ImportRefusal } from '#server/import/refusal';
import { watchStage, type Watch, type WatchOptions } from '#server/import/watch';
import { gzipSource, plainSource, UNPACK_LIMITS, type UnpackLimits } from '#server/import/xml-source';

export interface ReadOptions extends WatchOptions {
	/** How far a gzipped file may unpack; 200 MB and 100 : 1 when left out. */
	readonly unpack?: Partial<UnpackLimits> | undefined;
}

interface MapFile {
	readonly path: string;
	readonly name: string;
	readonly size: number;
	readonly format: FileFormat;
	readonly unpack: UnpackLimits;
}

/**
 * Reads streets, buildings, ground and administrative areas from `.osm.pbf`, `.osm` or `.osm.gz`, told apart by
 * content. The file is read twice (structure, then places) and never held whole; memory grows with the references,
 * about 25 bytes each.
 *
 * Throws ImportRefusal for every file that is missing, empty, cut off, damaged, of another kind, too large, off the
 * globe, or without a single street or building; the signal's reason when aborted.
 */
export async function readOsm(path: string, options: ReadOptions = {}): Promise<OsmExtract> {
	const file = await openMap(path, options);
	const store = new OsmStore();
	try {
		await readElements(file, store, watchStage('structure', options));
		const nodes = await readNodes(file, store, watchStage('places', options));
		const extract = extractOsm(store, nodes, watchStage('shapes', options));
		if (extract.ways.length === 0 && extract.buildings.length === 0) {
			throw new ImportRefusal('nothing-to-show', { file: file.name });
		}
		return extract;
	} catch (error) {
		if (error instanceof StoreFull) throw new ImportRefusal('too-large', { file: file.name, limit: MAX_REFS });
		throw error;
	}
}

async function openMap(path: string, options: ReadOptions): Promise<MapFile> {
	const name = basename(path);
	const facts = await stat(path).catch(() => null);
	if (!facts?.isFile()) throw new ImportRefusal('no-such-file', { file: name });
	if (facts.size === 0) throw new ImportRefusal('empty-file', { file: name });
	const head = await readHead(path, name);
	let format = fileFormat(head);
	if (format === 'gzip' && (await formatInside(path)) !== 'xml') format = 'unknown';
	if (format === 'packed-otherwise') throw new ImportRefusal('unsupported-packing', { file: name });
	if (format === 'unknown') throw new ImportRefusal('not-osm', { file: name });
	return { path, name, size: facts.size, format, unpack: { ...UNPACK_LIMITS, ...options.unpack } };
}

async function readHead(path: string, name: string): Promise<Buffer> {
	const handle = await open(path).catch(() => null);
	if (!handle) throw new ImportRefusal('no-such-file', { file: name });
	try {
		const { buffer, bytesRead } = await handle.read(Buffer.alloc(FORMAT_BYTES), 0, FORMAT_BYTES, 0);
		return buffer.subarray(0, bytesRead);
	} finally {
		await handle.close();
	}
}

/** What a gzipped file holds; where it cannot be unpacked at all, the reading itself will say why. */
async function formatInside(path: string): Promise<FileFormat> {
	const packed = createReadStream(path, { end: 64 * 1024 });
	const gunzip = packed.pipe(createGunzip());
	try {
		for await (const chunk of gunzip as AsyncIterable<Buffer>) return fileFormat(chunk.subarray(0, FORMAT_BYTES));
		return 'xml';
	} catch {
		return 'xml';
	} finally {
		packed.destroy();
		gunzip.destroy();
	}
}

async function readElements(file: MapFile, sink: OsmSink, watch: Watch): Promise<void> {
	if (file.format !== 'pbf') {
		const source = file.format === 'gzip' ? gzipSource(file, file.unpack, watch) : plainSource(file, watch);
		return readXml(source, sink);
	}
	const handle = await open(file.path);
	try {
		await readPbf({ handle, name: file.name, size: file.size }, sink, watch);
	} finally {
		await handle.close();
	}
}

async function readNodes(file: MapFile, store: OsmStore, watch: Watch): Promise<ReadNodes> {
	const sink = new NodeSink(store.nodeTable());
	await readElements(file, sink, watch);
	return sink;
}

/** Hears the nodes: places those that are wanted, keeps the tags of barriers, entrances and place names. */
class NodeSink implements OsmSink, ReadNodes {
	readonly wants: ReadonlySet<ElementKind> = new Set<ElementKind>(['node']);
	readonly table: NodeTable;
	readonly tagged = new Map<number, Tags>();
	readonly places: { readonly name: string; readonly position: LngLat }[] = [];
	count = 0;

	constructor(table: NodeTable) {
		this.table = table;
	}

	node(id: number, lng: number, lat: number, tags: Tags | null): void {
		this.count++;
		const isWanted = this.table.place(id, lng, lat);
		if (!tags) return;
		if (isWanted && (tags['barrier'] ?? tags['entrance']) !== undefined) this.tagged.set(id, tags);
		if (this.tagged.size + this.places.length > MAX_THINGS) throw new StoreFull();
		if (isPlaceLabel(tags)) this.places.push({ name: tags['name'] ?? '', position: [lng, lat] });
	}

	way(): void {
		// heard in the first reading
	}

	relation(): void {
		// heard in the first reading
	}
}
