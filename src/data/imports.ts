import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';

/** How the caller's last import from the browser stands. */
export interface LastImport {
	readonly id: string;
	readonly state: 'running' | 'done' | 'failed' | 'cancelled' | 'interrupted';
	readonly districtId: string | null;
	/** What the server wrote down at its end. */
	readonly result: unknown;
	readonly startedAt: string;
	readonly endedAt: string | null;
}

export interface ImportState {
	/** Whether the caller may import. */
	readonly may: boolean;
	/** Whether somebody does so now. */
	readonly running: boolean;
	readonly last: LastImport | null;
}

const importStateShape: v.GenericSchema<unknown, ImportState> = v.object({
	may: v.boolean(),
	running: v.boolean(),
	last: v.nullable(
		v.object({
			id: v.string(),
			state: v.picklist(['running', 'done', 'failed', 'cancelled', 'interrupted']),
			districtId: v.nullable(v.string()),
			result: v.unknown(),
			startedAt: v.string(),
			endedAt: v.nullable(v.string())
		})
	)
});

/** Whether the caller may import, whether somebody does, and how the caller's last one ended. */
export function importState(client: SupabaseClient): Promise<ImportState> {
	return call(client, 'import_state', {}, importStateShape);
}

/** Begins an import and tells its id. Throws Refused `not-permitted`, `import-running`, `operation-conflict`. */
export async function beginImport(client: SupabaseClient, operation: string): Promise<string> {
	const { id } = await call(client, 'begin_import', { p_operation: operation }, v.object({ id: v.string() }));
	return id;
}
