import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { count } from '#data/shapes';
import type { Handover, HandoverCell } from '#domain/division/handover';

const code = v.nullable(v.string());
const cell: v.GenericSchema<unknown, HandoverCell> = v.object({
	id: v.string(),
	name: v.string(),
	code,
	people: v.array(v.object({ duty: v.string(), name: v.string(), standIn: v.boolean() }))
});
const hands = { from: v.nullable(cell), to: v.nullable(cell) };
const named = { id: v.string(), name: v.string() };

const handover: v.GenericSchema<unknown, Handover> = v.object({
	buildings: v.array(v.object({ ...named, units: v.array(v.number()), households: count, ...hands })),
	members: v.array(v.object({ ...named, ...hands })),
	duties: v.array(v.object({ ...named, duty: v.string(), from: v.object({ ...named, code }) })),
	wishes: v.array(v.object({ id: v.string(), kind: v.string(), state: v.string(), ...hands })),
	begins: v.array(cell),
	ends: v.array(v.object({ ...named, code, level: v.picklist([2, 3]) }))
});

/** What changes hands when this proposal takes effect, with names (workers and administrators). Throws Refused `not-found`. */
export function loadHandover(client: SupabaseClient, planId: string, signal?: AbortSignal): Promise<Handover> {
	return call(client, 'handover', { p_plan: planId }, handover, signal);
}
