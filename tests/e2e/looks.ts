import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';
import type { Visitor } from './browser.ts';

/** The ways in which a page can be looked at, as the attributes of its root that the header's switches set. */
const LOOKS = [
	{ name: 'normal', size: 'normal', contrast: 'auto' },
	{ name: '长辈版', size: 'large', contrast: 'auto' },
	{ name: 'high contrast', size: 'normal', contrast: 'high' }
] as const;

const STANDARD = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** What axe holds against the page in each look; in high contrast 7 : 1 is asked for. The look is normal afterwards. */
export async function faultsInEveryLook(visitor: Visitor): Promise<string[]> {
	const faults: string[] = [];
	for (const look of LOOKS) {
		await wear(visitor.page, look);
		const found = await violations(visitor, look.contrast === 'high');
		faults.push(...found.map((line) => `${look.name}: ${line}`));
	}
	await wear(visitor.page, LOOKS[0]);
	return faults;
}

function wear(page: Page, look: (typeof LOOKS)[number]): Promise<void> {
	return page.evaluate(({ size, contrast }) => {
		Object.assign(document.documentElement.dataset, { size, contrast });
	}, look);
}

/** What axe holds against the page, short enough to be read in a failure. `strict` asks for 7 : 1. */
export async function violations({ page }: Visitor, strict = false): Promise<string[]> {
	// there are no frames, so one run in the page itself is enough
	const axe = new AxeBuilder({ page }).setLegacyMode().options({
		runOnly: { type: 'tag', values: STANDARD },
		...(strict ? { rules: { 'color-contrast-enhanced': { enabled: true } } } : {})
	});
	const { violations: all } = await axe.analyze();
	return all.flatMap(({ id, nodes }) =>
		nodes.map((node) => `${id}: ${node.target.join(' ')} ${node.html.slice(0, 120)}`)
	);
}

/** How many pixels the page can be scrolled sideways. */
export function sideways(page: Page): Promise<number> {
	return page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		return Math.max(0, scrollWidth - clientWidth);
	});
}
