import type { FileHandle } from 'node:fs/promises';
import { promisify } from 'node:util';
import { inflate, zstdDecompress, type ZlibOptions, type ZstdOptions } from 'node:zlib';
import { PbfReader } from 'pbf';
import { ImportRefusal, type FilePosition, type ImportReason } from '#server/import/refusal';

// Limits of the format (wiki.openstreetmap.org/wiki/PBF_Format): header 64 KiB, blob 32 MiB.
const MAX_HEADER_BYTES = 64 * 1024;
const MAX_BLOB_BYTES = 32 * 1024 * 1024;
const inflateBytes = promisify<Uint8Array, ZlibOptions, Buffer>(inflate);
const zstdBytes = promisify<Uint8Array, ZstdOptions, Buffer>(zstdDecompress);

/** A file may unpack to this many times its size; below `FREE_BYTES` nobody counts. */
const MAX_RATIO = 100;
const FREE_BYTES = 64 * 1024 * 1024;

export interface PbfBlock {
	readonly type: string;
	/** Unpacked contents. */
	readonly bytes: Uint8Array;
	/** Offset of the block in the file, in bytes. */
	readonly position: number;
	/** Offset of the next one. */
	readonly end: number;
}

/** A file that is open for reading, with its name for sentences. */
export interface OpenFile {
	readonly handle: FileHandle;
	readonly name: string;
	readonly size: number;
}

/** Throws the refusal `reason` about this file. */
export function refuse(
	file: { readonly name: string },
	reason: ImportReason,
	position?: FilePosition,
	detail?: string
): never {
	throw new ImportRefusal(reason, { file: file.name, position, detail });
}

/**
 * The blocks of an OSM PBF file one after the other, unpacked; never more than one in memory.
 * Refuses `truncated`, `malformed`, `blob-too-large`, `unpacks-too-far` and `unsupported-packing` by name.
 */
export async function* readPbfBlocks(file: OpenFile): AsyncGenerator<PbfBlock> {
	let position = 0;
	let unpacked = 0;
	while (position < file.size) {
		const at: FilePosition = { unit: 'byte', at: position };
		const length = (await readExactly(file, position, 4, at)).readUInt32BE(0);
		if (length === 0 || length > MAX_HEADER_BYTES) refuse(file, position === 0 ? 'not-osm' : 'malformed', at);
		const header = blobHeader(file, await readExactly(file, position + 4, length, at), at);
		if (header.size > MAX_BLOB_BYTES) refuse(file, 'blob-too-large', at);
		const blob = await readExactly(file, position + 4 + length, header.size, at);
		const end = position + 4 + length + header.size;
		const bytes = await unpack(file, blob, at);
		unpacked += bytes.length;
		if (unpacked > FREE_BYTES && unpacked > end * MAX_RATIO) refuse(file, 'unpacks-too-far', at);
		yield { type: header.type, bytes, position, end };
		position = end;
	}
}

async function readExactly(file: OpenFile, position: number, length: number, at: FilePosition): Promise<Buffer> {
	if (position + length > file.size) refuse(file, 'truncated', at);
	const bytes = Buffer.allocUnsafe(length);
	let done = 0;
	while (done < length) {
		const { bytesRead } = await file.handle.read(bytes, done, length - done, position + done);
		if (bytesRead === 0) refuse(file, 'truncated', at);
		done += bytesRead;
	}
	return bytes;
}

function blobHeader(file: OpenFile, bytes: Buffer, at: FilePosition): { type: string; size: number } {
	const header = { type: '', size: -1 };
	try {
		new PbfReader(bytes).readFields((field, into, pbf) => {
			if (field === 1) into.type = pbf.readString();
			else if (field === 3) into.size = pbf.readVarint();
		}, header);
	} catch {
		refuse(file, 'malformed', at);
	}
	if (header.size < 0 || header.type === '') refuse(file, at.at === 0 ? 'not-osm' : 'malformed', at);
	return header;
}

interface Blob {
	raw: Uint8Array | null;
	zlib: Uint8Array | null;
	zstd: Uint8Array | null;
	rawSize: number;
}

async function unpack(file: OpenFile, bytes: Buffer, at: FilePosition): Promise<Uint8Array> {
	const blob: Blob = { raw: null, zlib: null, zstd: null, rawSize: 0 };
	try {
		new PbfReader(bytes).readFields(readBlobField, blob);
	} catch {
		refuse(file, 'malformed', at);
	}
	if (blob.rawSize > MAX_BLOB_BYTES) refuse(file, 'blob-too-large', at);
	if (blob.raw) return blob.raw;
	const packed = blob.zlib ?? blob.zstd;
	if (!packed) refuse(file, 'unsupported-packing', at);
	const decompress = blob.zlib ? inflateBytes : zstdBytes;
	return await decompress(packed, { maxOutputLength: MAX_BLOB_BYTES }).catch((error: NodeJS.ErrnoException) =>
		refuse(file, error.code === 'ERR_BUFFER_TOO_LARGE' ? 'blob-too-large' : 'malformed', at)
	);
}

function readBlobField(field: number, blob: Blob, pbf: PbfReader): void {
	if (field === 1) blob.raw = pbf.readBytes();
	else if (field === 2) blob.rawSize = pbf.readVarint();
	else if (field === 3) blob.zlib = pbf.readBytes();
	else if (field === 7) blob.zstd = pbf.readBytes();
}
