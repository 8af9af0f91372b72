import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import type { PageRequest } from '#data/buildings';
import { call } from '#data/call';
import { paged } from '#data/shapes';
import type { AuditRow, Paged } from '#domain/place/card';

const values = v.nullable(v.record(v.string(), v.unknown()));

const row: v.GenericSchema<unknown, AuditRow> = v.object({
	id: v.pipe(v.union([v.string(), v.number()]), v.transform(String)),
	at: v.string(),
	actorName: v.nullable(v.string()),
	verb: v.string(),
	subjectTable: v.string(),
	subjectId: v.string(),
	before: values,
	after: values,
	reason: v.pipe(
		v.nullable(v.string()),
		v.transform((reason) => reason ?? '')
	)
});

/** What was done to one object, newest first (workers of the subtree, administrators). Throws Refused. */
export function pageAudit(
	client: SupabaseClient,
	question: PageRequest & { readonly districtId: string; readonly subjectId: string },
	signal?: AbortSignal
): Promise<Paged<AuditRow>> {
	const args = {
		p_district: question.districtId,
		p_subject_id: question.subjectId,
		p_limit: question.size,
		p_offset: (question.page - 1) * question.size
	};
	return call(client, 'audit_page', args, paged(row), signal);
}
