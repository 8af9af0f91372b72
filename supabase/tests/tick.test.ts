import { expect, it } from 'vitest';
import { onEachEngine } from './database.ts';
import { at } from './fixture.ts';

onEachEngine('tick', (open) => {
	const tick = (now: string) =>
		open().sql.query<{ result: unknown }>('select private.tick($1::timestamptz) as result', [now]);
	const stateOf = async (table: string, name: string) =>
		(await open().sql.query<{ state: string }>(`select state from public.${table} where id = $1`, [at(name)]))[0]!
			.state;

	it('lets a claim lapse after its day, on the clock of the district, and puts the wish back', async () => {
		await tick('2027-01-01T15:59:00Z');
		expect(await stateOf('wish_claims', 'claim X112')).toBe('live');
		const [row] = await tick('2027-01-01T16:01:00Z');
		expect(row!.result).toEqual({ grantsEnded: 0, claimsLapsed: 3, plansEnacted: 0 });
		expect(await stateOf('wish_claims', 'claim X112')).toBe('lapsed');
		expect(await stateOf('wishes', 'wish X112 claimed')).toBe('published');
		const [entry] = await open().sql.query(
			`select verb, actor_id from public.audit_entries where subject_id = $1 order by seq desc limit 1`,
			[at('wish X112 claimed')]
		);
		expect(entry).toEqual({ verb: 'tick', actor_id: null });
	});

	it('ends grants at their hour, but never the last administrator of a district', async () => {
		await open().sql.query(`update public.grants set valid_until = '2027-02-01' where id in ($1, $2)`, [
			at('grant worker'),
			at('grant chief')
		]);
		await tick('2027-02-01T00:00:01Z');
		expect(await stateOf('grants', 'grant worker')).toBe('ended');
		expect(await stateOf('grants', 'grant chief')).toBe('active');
	});

	it('does nothing twice', async () => {
		const [row] = await tick('2027-02-01T00:00:02Z');
		expect(row!.result).toEqual({ grantsEnded: 0, claimsLapsed: 0, plansEnacted: 0 });
	});
});
