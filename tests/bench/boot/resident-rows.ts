import type { Browser } from 'playwright';
import { compare, quantile, timesOf, type BenchOptions, type BenchRow } from '../bench.ts';
import { planningPage } from './planning.ts';
import { residentPages } from './resident-pages.ts';
import { vitalsOf, type Vitals } from './vitals.ts';
import { toKb, weigh, type Weight } from './weight.ts';

const ROUNDS = 3;
const none = { seed: 0, truthful: true } as const;

/** `weight`: what the worst public page, the map and a plan being painted make a browser fetch. The worst pages are named on stderr. */
export async function weightRow(browser: Browser, address: string, options: BenchOptions): Promise<BenchRow> {
	const pages: Weight[] = [];
	for (const path of await residentPages(browser, address)) pages.push(await weigh(browser, address, path));
	const map = await weigh(browser, address, '/map');
	const plan = await planningPage(browser, address);
	const planning = await weigh(browser, address, plan.path, plan.cookies);
	const script = worst(pages, ({ js }) => js);
	const whole = worst(pages, ({ total }) => total);
	console.error(`weight: most script on ${script.path}, most of all on ${whole.path}, of ${pages.length} pages`);
	const quality = {
		resident_js_kb: toKb(script.js),
		resident_total_kb: toKb(whole.total),
		map_js_kb: toKb(map.js),
		map_total_kb: toKb(map.total),
		planning_js_kb: toKb(planning.js)
	};
	const loads = timesOf(
		pages.map(({ loadMs }) => loadMs),
		options
	);
	return compare({ bench: 'boot', case: 'weight', quality, n: pages.length, ...none }, loads, null);
}

/** `pages`: what residents feel on a slow phone, the median of some rounds on the worst page. Times are of the largest paint. */
export async function pagesRow(browser: Browser, address: string, options: BenchOptions): Promise<BenchRow> {
	const paths = await residentPages(browser, address);
	const pages: Vitals[] = [];
	for (const path of paths) {
		const rounds: Vitals[] = [];
		for (let round = 0; round < ROUNDS; round++) rounds.push(await vitalsOf(browser, address, path));
		const median = (of: (vitals: Vitals) => number) => quantile(rounds.map(of), 0.5);
		pages.push({
			path,
			lcpMs: median(({ lcpMs }) => lcpMs),
			inpMs: median(({ inpMs }) => inpMs),
			cls: Math.max(...rounds.map(({ cls }) => cls))
		});
	}
	const [paint, press, jump] = [
		worst(pages, ({ lcpMs }) => lcpMs),
		worst(pages, ({ inpMs }) => inpMs),
		worst(pages, ({ cls }) => cls)
	];
	console.error(`pages: latest paint ${paint.path}, slowest press ${press.path}, most jumping ${jump.path}`);
	const quality = {
		lcp_s: Number((paint.lcpMs / 1000).toFixed(2)),
		inp_ms: Math.round(press.inpMs),
		cls: Number(jump.cls.toFixed(3))
	};
	const paints = timesOf(
		pages.map(({ lcpMs }) => lcpMs),
		options
	);
	return compare({ bench: 'boot', case: 'pages', quality, n: pages.length * ROUNDS, ...none }, paints, null);
}

function worst<Page>(pages: readonly Page[], of: (page: Page) => number): Page {
	return pages.reduce((most, page) => (of(page) > of(most) ? page : most));
}
