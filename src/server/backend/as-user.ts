import type { Sql } from '#server/sql';

/** Somebody as a verified token names them. */
export interface TokenUser {
	readonly userId: string;
	readonly sessionId: string | null;
}

/** Asks with the user's own claims, so that the answer is what the policies say. Throws what the database says. */
export function asUser<Row>(
	sql: Sql,
	{ userId, sessionId }: TokenUser,
	question: string,
	values: readonly string[]
): Promise<Row[]> {
	const claims = { sub: userId, role: 'authenticated', ...(sessionId ? { session_id: sessionId } : {}) };
	return sql.transaction(async (tx) => {
		await tx.query("select set_config('request.jwt.claims', $1, true), set_config('request.jwt.claim.sub', $2, true)", [
			JSON.stringify(claims),
			userId
		]);
		return tx.query<Row>(question, values);
	});
}

/** Whether the user is a worker or an administrator anywhere, and the session still stands. */
export async function worksAnywhere(sql: Sql, user: TokenUser): Promise<boolean> {
	const question =
		"select exists (select from private.my_grants() g where g.role in ('worker', 'administrator')) as works";
	const [row] = await asUser<{ works: boolean }>(sql, user, question, []);
	return row!.works;
}
