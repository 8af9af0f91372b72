import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { embeddedSql } from '#fixtures/embedded-sql';
import { FORMS, searchQuestions, type Question } from '#fixtures/search-questions';
import { generateTown } from '#server/demo/town';
import { ingest } from '#server/ingest/ingest';
import type { Sql } from '#server/sql';

const SEED = 20261121;
const town = generateTown({ seed: 20261120, scale: 'town', today: '2026-11-20' });
const questions = searchQuestions(town.survey, town.life, 200, SEED);

interface Hit {
	readonly kind: string;
	readonly id: string;
	readonly name: string;
}

let sql: Sql;
beforeAll(async () => {
	sql = await embeddedSql();
	await ingest(sql, town.survey, town.life, { isDemo: true });
}, 240_000);
afterAll(() => sql.close());

async function search(query: string): Promise<readonly Hit[]> {
	const [row] = await sql.query<{ answer: { rows: readonly Hit[] } }>(
		'select public.search($1::uuid, $2, 20) as answer',
		[town.survey.district.id, query]
	);
	return row!.answer.rows;
}

/** Whether the wanted place is among the first three that are answered. */
async function isFound({ query, wanted }: Question): Promise<boolean> {
	const best = (await search(query)).slice(0, 3);
	return best.some(({ kind, id }) => kind === wanted.kind && id === wanted.id);
}

describe('200 names of the demo town', () => {
	test.each(FORMS)('are among the first three in 95 of 100 cases when asked for by %s', async (form) => {
		const asked = questions.filter((question) => question.form === form);
		expect(asked).toHaveLength(200);
		const missed: string[] = [];
		for (const question of asked) {
			if (!(await isFound(question))) missed.push(`${question.query} (${question.wanted.name})`);
		}
		expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(10);
	});

	test('a building is found by its stairs, whichever way the number is written', async () => {
		const { name, units } = town.survey.buildings.find((b) => b.name.endsWith('3号楼') && b.units.length > 1)!;
		expect(units.length).toBeGreaterThan(1);
		const stem = name.slice(0, -3);
		for (const written of ['3栋2单元', '3号楼2单元', '三号楼二单元', '3-2', '3幢2', '３＃２单元101室']) {
			expect((await search(stem + written))[0]?.name, written).toBe(name);
		}
	});

	test('every name waits no longer for its pinyin', async () => {
		const [waiting] = await sql.query<{ n: number }>('select count(*)::int as n from private.names_unspoken(10)');
		expect(waiting?.n).toBe(0);
	});
});
