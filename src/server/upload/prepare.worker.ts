import { setPriority } from 'node:os';
import { parentPort, workerData } from 'node:worker_threads';
import { importFacts } from '#server/import/import-summary';
import { readSource } from '#server/import/read-source';
import { ImportRefusal } from '#server/import/refusal';
import { chunksOf } from '#server/ingest/bulk-insert';
import { prepareDistrict } from '#server/ingest/ingest';
import { IngestRefusal } from '#server/ingest/refusal';
import type { PackedDistrict, PrepareInput, PreparingMessage, StageProgress } from '#server/upload/prepare';

/** Small statements: between two of them a cancelled import stops. */
const CHUNK_CHARACTERS = 400_000;
const TELL_EVERY_MS = 100;
/** Of -20 … 19, the higher the less. */
const LOW_PRIORITY = 10;

const say = (message: PreparingMessage, transfer: ArrayBuffer[] = []): void =>
	parentPort?.postMessage(message, transfer);

let told = { stage: '', at: 0 };
function tell(progress: StageProgress): void {
	const now = performance.now();
	if (progress.stage === told.stage && now - told.at < TELL_EVERY_MS) return;
	told = { stage: progress.stage, at: now };
	say({ kind: 'progress', progress });
}

async function prepare(input: PrepareInput): Promise<PackedDistrict> {
	const read = await readSource(input, tell);
	const { timeZone } = input;
	const prepared = await prepareDistrict(read.survey, null, { isDemo: false, timeZone, onProgress: tell });
	const chunks = [...chunksOf(prepared.batches, CHUNK_CHARACTERS)].map(({ statement, json, rows }) => {
		return { statement, json: new TextEncoder().encode(json), rows };
	});
	return {
		districtId: prepared.districtId,
		facts: importFacts(read),
		tables: prepared.batches.filter(({ rows }) => rows.length > 0).map(({ table }) => table),
		rows: chunks.reduce((sum, { rows }) => sum + rows, 0),
		chunks,
		// copies: a buffer of Node's may be a piece of a larger one, which cannot be given away
		artefacts: prepared.artefacts.map(({ kind, hash, body }) => ({ kind, hash, body: new Uint8Array(body) }))
	};
}

// On Linux this is the thread's own priority: the pages come first. Elsewhere it would be the whole server's.
if (process.platform === 'linux') setPriority(LOW_PRIORITY);

try {
	const packed = await prepare(workerData as PrepareInput);
	const buffers = [...packed.chunks.map(({ json }) => json), ...packed.artefacts.map(({ body }) => body)];
	say(
		{ kind: 'done', packed },
		buffers.map(({ buffer }) => buffer as ArrayBuffer)
	);
} catch (error) {
	if (error instanceof ImportRefusal) say({ kind: 'refused', reason: error.reason, trouble: error.trouble });
	else if (error instanceof IngestRefusal)
		say({ kind: 'unfit', reason: error.refusal, subject: error.detail.subject, id: error.detail.id });
	else throw error;
}
