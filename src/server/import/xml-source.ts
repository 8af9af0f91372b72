import { createReadStream } from 'node:fs';
import { createGunzip, type Gunzip } from 'node:zlib';
import { ImportRefusal } from '#server/import/refusal';
import type { Watch } from '#server/import/watch';

/** The bytes of an XML document, unpacked, and the name of the file they come from. */
export interface XmlSource {
	readonly name: string;
	readonly chunks: AsyncIterable<Uint8Array>;
}

/** How far a packed file may unpack. */
export interface UnpackLimits {
	/** Whole document, in bytes. */
	readonly maxBytes: number;
	/** Unpacked bytes per packed byte. */
	readonly maxRatio: number;
}

/** 200 MB and 100 : 1. */
export const UNPACK_LIMITS: UnpackLimits = { maxBytes: 200 * 1024 * 1024, maxRatio: 100 };

/** Below this size the ratio says nothing. */
const FREE_BYTES = 1024 * 1024;
const MEGABYTE = 1024 * 1024;

export interface XmlFile {
	readonly path: string;
	readonly name: string;
	readonly size: number;
}

/** A plain document, in pieces of 64 KiB. */
export function plainSource(file: XmlFile, watch: Watch): XmlSource {
	return { name: file.name, chunks: readPlain(file, watch) };
}

/** A gzipped document, counted while it unpacks. Refuses `truncated`, `malformed` and `unpacks-too-far`. */
export function gzipSource(file: XmlFile, limits: UnpackLimits, watch: Watch): XmlSource {
	return { name: file.name, chunks: readGzip(file, limits, watch) };
}

async function* readPlain(file: XmlFile, watch: Watch): AsyncGenerator<Uint8Array> {
	let done = 0;
	for await (const chunk of createReadStream(file.path) as AsyncIterable<Buffer>) {
		done += chunk.length;
		watch(done, file.size);
		yield chunk;
	}
}

async function* readGzip(file: XmlFile, limits: UnpackLimits, watch: Watch): AsyncGenerator<Uint8Array> {
	const packed = createReadStream(file.path);
	const gunzip = createGunzip();
	packed.on('error', (error) => gunzip.destroy(error));
	packed.pipe(gunzip);
	try {
		let unpacked = 0;
		for await (const chunk of gunzip as AsyncIterable<Buffer>) {
			unpacked += chunk.length;
			watch(Math.min(gunzip.bytesWritten, file.size), file.size);
			checkLimits(file, limits, unpacked, gunzip);
			yield chunk;
		}
	} catch (error) {
		throw gzipRefusal(file, error, gunzip.bytesWritten);
	} finally {
		packed.destroy();
		gunzip.destroy();
	}
}

function checkLimits(file: XmlFile, limits: UnpackLimits, unpacked: number, gunzip: Gunzip): void {
	const ratio = unpacked / Math.max(1, gunzip.bytesWritten);
	if (unpacked <= limits.maxBytes && (unpacked < FREE_BYTES || ratio <= limits.maxRatio)) return;
	const limit = Math.round(limits.maxBytes / MEGABYTE);
	throw new ImportRefusal('unpacks-too-far', { file: file.name, limit });
}

function gzipRefusal(file: XmlFile, error: unknown, at: number): unknown {
	const code = (error as NodeJS.ErrnoException | null)?.code;
	if (!code?.startsWith('Z_')) return error;
	const reason = code === 'Z_BUF_ERROR' ? 'truncated' : 'malformed';
	return new ImportRefusal(reason, { file: file.name, position: { unit: 'byte', at } });
}
