import type { Response } from 'playwright';
import { anyNumber, credentialsOf, see, t, type Visitor } from './browser.ts';
import { allMembers, allWishes, databaseAs, demoDistrict } from './database.ts';

/** What only the workers of a community may read. Every text is long enough to occur nowhere else by chance. */
export interface Protected {
	/** Numbers on which members and people with wishes can be called. */
	readonly phones: readonly string[];
	/** Where the people with wishes live, and their own words; by the id of the wish. */
	readonly doors: ReadonlyMap<string, readonly string[]>;
}

/** Asks as the demo's worker for what everybody else must not see: canaries that are certainly in the database. */
export async function protectedTexts(): Promise<Protected> {
	const client = await databaseAs(credentialsOf('worker'));
	const district = await demoDistrict(client);
	const [wishes, members] = await Promise.all([allWishes(client, district), allMembers(client, district)]);
	const doors = wishes.flatMap(({ id, door }) =>
		door ? [[id, [door.door, door.rawText, door.personPhone]] as const] : []
	);
	const phones = members.flatMap(({ phone }) => (phone ? [phone] : []));
	return { phones, doors: new Map(doors) };
}

/** Every text of it, but for the wishes whose door is open to the reader. */
export function textsOf({ phones, doors }: Protected, open: ReadonlySet<string> = new Set()): string[] {
	const closed = [...doors].filter(([wish]) => !open.has(wish)).flatMap(([, texts]) => texts);
	return [...new Set([...phones, ...closed])];
}

/** The texts that occur in what was answered. */
export function found(texts: readonly string[], answers: readonly string[]): string[] {
	const all = answers.join('\n');
	return texts.filter((text) => all.includes(text));
}

/**
 * Goes through everything that the map page offers, as a curious reader would, and returns the bodies of all answers
 * that came meanwhile: pages, data of pages, the browser's own questions.
 */
export async function readEverything(visitor: Visitor): Promise<string[]> {
	const { page, context } = visitor;
	const bodies: Promise<string>[] = [];
	const keep = (response: Response) => {
		const type = response.headers()['content-type'] ?? '';
		// the stream of changes never ends; scripts, styles and artefacts are the same for everybody
		if (/json|html/.test(type)) bodies.push(response.text().catch(() => ''));
	};
	context.on('response', keep);
	await page.goto('/map');
	await visitor.mapDrawn();
	for (const mode of [t('explore.modeWishes'), t('explore.modeMembers'), t('explore.modeBuildings')]) {
		await page
			.getByRole('navigation', { name: t('explore.lists') })
			.getByRole('link', { name: mode })
			.click();
		await see(page.getByRole('status').filter({ hasText: anyNumber((n) => t('explore.total', { n })) })).toBeVisible();
		const row = visitor.rows().first();
		if ((await row.count()) === 0) continue;
		await row.click();
		await see(visitor.card()).toBeVisible();
		await Promise.all(bodies);
	}
	for (const mode of ['wishes', 'members']) {
		for (let n = 1; n <= 4; n++) bodies.push(page.request.get(`/map?mode=${mode}&page=${n}`).then((r) => r.text()));
	}
	const answers = await Promise.all(bodies);
	context.off('response', keep);
	return answers;
}
