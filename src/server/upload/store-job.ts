import type { JobContext } from '#server/backend/jobs';
import type { JobInput } from '#server/backend/job-table';
import { storeDistrict } from '#server/ingest/store';

/**
 * Stores a prepared district. The last step is done with the importer's own claims: the database refuses whoever has
 * lost the right meanwhile, and then nothing stays. Runs in the database thread.
 */
export async function storeImport(input: JobInput<'import-store'>, context: JobContext): Promise<null> {
	const { districtId, tables, rows, chunks, artefacts, operation, importId, userId, sessionId } = input;
	const claims = { sub: userId, role: 'authenticated', ...(sessionId ? { session_id: sessionId } : {}) };
	const texts = function* () {
		for (const { json, ...chunk } of chunks) yield { ...chunk, json: Buffer.from(json).toString('utf8') };
	};
	await storeDistrict(
		context.engine.sql,
		{ districtId, tables, rows, artefacts, chunks: texts() },
		{
			onProgress: context.progress,
			signal: context.signal,
			finish: async (tx) => {
				await tx.query(
					"select set_config('request.jwt.claims', $1, true), set_config('request.jwt.claim.sub', $2, true)",
					[JSON.stringify(claims), userId]
				);
				await tx.query('select private.finish_import($1::uuid, $2::uuid, $3::uuid, $4::jsonb)', [
					operation,
					importId,
					districtId,
					JSON.stringify({ ...input.result, seconds: Math.round((Date.now() - input.startedAt) / 100) / 10 })
				]);
			}
		}
	);
	return null;
}
