import { createReadStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { createGunzip } from 'node:zlib';
import { syncDirectory } from '#server/whole-file';

/** Why a backup is not restored; each is a key of the dictionary's room `commands`. */
export type RestoreRefusalName = 'restore-not-found' | 'restore-torn' | 'restore-not-a-backup' | 'restore-unreadable';

export class RestoreRefusal extends Error {
	readonly refusal: RestoreRefusalName;

	constructor(refusal: RestoreRefusalName) {
		super(refusal);
		this.name = 'RestoreRefusal';
		this.refusal = refusal;
	}
}

/** No backup of ours is larger when unpacked; a bomb is. */
const UNPACKED_LIMIT_BYTES = 8 * 1024 ** 3;
const BLOCK = 512;

/**
 * Unpacks a backup into the new directory `target`, synced. gzip's own checksum covers every byte, and the archive
 * must come to its proper end and hold a database. Throws `RestoreRefusal` and leaves nothing behind otherwise.
 */
export async function unpackBackup(file: string, target: string): Promise<void> {
	await mkdir(target, { recursive: true, mode: 0o700 });
	try {
		const names = await unpack(file, target);
		if (!names.has('PG_VERSION') || !names.has('global/pg_control')) throw new RestoreRefusal('restore-not-a-backup');
		await syncDirectory(target);
	} catch (cause) {
		await rm(target, { recursive: true, force: true });
		throw refusalOf(cause);
	}
}

/**
 * Puts the unpacked `fresh` database in the place of `current`, which is kept beside it under the returned name.
 * Call it while neither is open.
 */
export async function swapDatabase(fresh: string, current: string, now: Date): Promise<string> {
	const kept = `${current}.before-restore-${now.toISOString().replace(/[-:]|\.\d+/g, '')}`;
	await rename(current, kept).catch((cause: NodeJS.ErrnoException) => {
		if (cause.code !== 'ENOENT') throw cause;
	});
	await rename(fresh, current);
	await syncDirectory(dirname(current));
	return kept;
}

function refusalOf(cause: unknown): unknown {
	const code = (cause as NodeJS.ErrnoException).code ?? '';
	if (code === 'ENOENT' || code === 'EISDIR') return new RestoreRefusal('restore-not-found');
	if (code === 'Z_BUF_ERROR') return new RestoreRefusal('restore-torn');
	if (code === 'Z_DATA_ERROR') return new RestoreRefusal('restore-not-a-backup');
	return cause;
}

async function unpack(file: string, target: string): Promise<Set<string>> {
	const names = new Set<string>();
	const archive = createReadStream(file).on('error', (cause) => unzipped.destroy(cause));
	const unzipped = archive.pipe(createGunzip());
	const reader = new BlockReader(unzipped);
	for (;;) {
		const header = await reader.take(BLOCK);
		if (!header) throw new RestoreRefusal('restore-torn');
		if (header.every((byte) => byte === 0)) break;
		await unpackEntry(parseHeader(header), reader, target, names);
	}
	// read to the end: only there does gzip compare its checksum
	while (await reader.take(BLOCK));
	return names;
}

interface Entry {
	readonly name: string;
	readonly size: number;
	readonly kind: 'file' | 'directory' | 'other';
}

/** A ustar header (POSIX.1-1988): name, octal size, checksum, type, prefix. */
function parseHeader(header: Buffer): Entry {
	const text = (from: number, length: number) =>
		header
			.subarray(from, from + length)
			.toString('utf8')
			.replace(/\0[^]*$/, '');
	const sum = header.reduce((total, byte, index) => total + (index >= 148 && index < 156 ? 32 : byte), 0);
	if (parseInt(text(148, 8), 8) !== sum) throw new RestoreRefusal('restore-torn');
	const prefix = text(257, 5) === 'ustar' ? text(345, 155) : '';
	const type = text(156, 1);
	return {
		name: normalize(prefix ? `${prefix}/${text(0, 100)}` : text(0, 100)).replace(/^\/+|\/+$/g, ''),
		size: parseInt(text(124, 12), 8) || 0,
		kind: type === '5' ? 'directory' : type === '0' || type === '' ? 'file' : 'other'
	};
}

async function unpackEntry(entry: Entry, reader: BlockReader, target: string, names: Set<string>): Promise<void> {
	if (entry.kind === 'other' || entry.name.split('/').includes('..')) throw new RestoreRefusal('restore-not-a-backup');
	const path = join(target, entry.name);
	if (entry.kind === 'directory') return void (await mkdir(path, { recursive: true, mode: 0o700 }));
	await mkdir(dirname(path), { recursive: true, mode: 0o700 });
	const file = await open(path, 'w', 0o600);
	try {
		for (let left = entry.size; left > 0;) {
			const chunk = await reader.take(Math.min(left, 1 << 20));
			if (!chunk) throw new RestoreRefusal('restore-torn');
			await file.writeFile(chunk);
			left -= chunk.length;
		}
		await file.sync();
	} finally {
		await file.close();
	}
	await reader.take((BLOCK - (entry.size % BLOCK)) % BLOCK);
	names.add(entry.name);
}

/** Hands a stream out in pieces of the size that is asked for. */
class BlockReader {
	readonly #chunks: AsyncIterator<Buffer>;
	#rest = Buffer.alloc(0) as Buffer;
	#total = 0;

	constructor(stream: AsyncIterable<Buffer>) {
		this.#chunks = stream[Symbol.asyncIterator]();
	}

	/** Exactly `length` bytes; null where the stream ends before. */
	async take(length: number): Promise<Buffer | null> {
		while (this.#rest.length < length) {
			const { value, done } = await this.#chunks.next();
			if (done) return null;
			this.#total += value.length;
			if (this.#total > UNPACKED_LIMIT_BYTES) throw new RestoreRefusal('restore-not-a-backup');
			this.#rest = this.#rest.length ? Buffer.concat([this.#rest, value]) : value;
		}
		const taken = this.#rest.subarray(0, length);
		this.#rest = this.#rest.subarray(length);
		return taken;
	}
}
