// `npm run demo [-- --scale town|district|city] [--seed N]`: adds a demo district to the database.
import { parseArgs } from 'node:util';
import { runJob } from '#server/backend/job';
import { bootConsole } from '#server/boot-console';
import { runCommand, t, Usage } from '#server/commands/command-line';
import { readConfig } from '#server/config';
import { SCALES } from '#server/demo/scales';
import type { Scale } from '#server/demo/scales';
import type { JobProgress } from '#server/backend/job-table';
import { todayIn } from '#server/installation';
import type { BootEvents } from '#server/installation';

/** What is worth telling tenth by tenth: more rows, buildings or sheets than a town has. */
const LONG = 5_000;

await runCommand(async (args) => {
	const { seed, scale } = readWanted(args);
	const config = readConfig();
	const { timeZone } = config;
	const events = bootConsole((line) => console.log(line));
	const began = performance.now();
	const input = { seed, scale, today: todayIn(timeZone), timeZone };
	const stop = stopAtInterrupt();
	const demo = await runJob('demo', input, { config, events, signal: stop.signal, onProgress: progressLines(events) });
	stop.done();
	const { communities = 0, buildings = 0 } = demo.counts;
	const seconds = ((performance.now() - began) / 1_000).toFixed(0);
	console.log(t('commands.demo-added', { name: demo.name, communities, buildings, seconds }));
	if (!demo.accounts) console.log(t('commands.demo-no-accounts'));
});

/** A seed of one's own, or another one at every call: the ids of a district come from it and must not meet again. */
function readWanted(args: readonly string[]): { seed: number; scale: Scale } {
	try {
		const { values } = parseArgs({ args: [...args], options: { scale: { type: 'string' }, seed: { type: 'string' } } });
		const scale = SCALES.find((one) => one === (values.scale ?? 'town'));
		const seed = values.seed === undefined ? Date.now() % 0x7fffffff : Number(values.seed);
		if (!scale || !Number.isSafeInteger(seed) || seed < 0) throw new Usage('commands.demo-usage');
		return { seed, scale };
	} catch {
		throw new Usage('commands.demo-usage');
	}
}

/** Ctrl+C stops the job, which takes back what it has begun; a second one ends the process. */
function stopAtInterrupt(): { signal: AbortSignal; done(): void } {
	const controller = new AbortController();
	const stop = () => controller.abort(new Error(t('commands.demo-stopped')));
	process.once('SIGINT', stop);
	return { signal: controller.signal, done: () => process.off('SIGINT', stop) };
}

/** A line for every stage, and one for every tenth of a long one. */
function progressLines(events: BootEvents): (progress: JobProgress) => void {
	let last = '';
	return ({ stage, done, total }) => {
		events.onDemo?.({ stage });
		if (done === undefined || !total || total < LONG) return;
		const tenth = Math.floor((10 * done) / total);
		if (tenth > 0 && tenth < 10 && `${stage}${tenth}` !== last)
			console.log(t('commands.demo-progress', { percent: tenth * 10 }));
		last = `${stage}${tenth}`;
	};
}
