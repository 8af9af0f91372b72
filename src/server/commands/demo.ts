// `npm run demo [-- --scale town] [--seed N]`: adds a demo town to the database.
import { parseArgs } from 'node:util';
import { runJob } from '#server/backend/job';
import { bootConsole } from '#server/boot-console';
import { runCommand, t, Usage } from '#server/commands/command-line';
import { readConfig } from '#server/config';
import { todayIn } from '#server/installation';

await runCommand(async (args) => {
	const seed = readSeed(args);
	const config = readConfig();
	const { timeZone } = config;
	const events = bootConsole((line) => console.log(line));
	const began = performance.now();
	const input = { seed, scale: 'town', today: todayIn(timeZone), timeZone } as const;
	const demo = await runJob('demo', input, { config, events, ...(events.onDemo ? { onProgress: events.onDemo } : {}) });
	const { communities = 0, buildings = 0 } = demo.counts;
	const seconds = ((performance.now() - began) / 1_000).toFixed(0);
	console.log(t('commands.demo-added', { name: demo.name, communities, buildings, seconds }));
	if (!demo.accounts) console.log(t('commands.demo-no-accounts'));
});

/** A seed of one's own, or another one at every call: the ids of a town come from it and must not meet again. */
function readSeed(args: readonly string[]): number {
	try {
		const { values } = parseArgs({ args: [...args], options: { scale: { type: 'string' }, seed: { type: 'string' } } });
		if ((values.scale ?? 'town') !== 'town') throw new Usage('commands.demo-usage');
		const seed = values.seed === undefined ? Date.now() % 0x7fffffff : Number(values.seed);
		if (!Number.isSafeInteger(seed) || seed < 0) throw new Usage('commands.demo-usage');
		return seed;
	} catch {
		throw new Usage('commands.demo-usage');
	}
}
