// `npm run restore -- FILE`: puts a backup in the place of the embedded database, which is kept beside it.
import { resolve } from 'node:path';
import { askRunning } from '#server/backend/job';
import { runCommand, t, Usage } from '#server/commands/command-line';
import { readConfig, type Config } from '#server/config';
import { dataDirectory } from '#server/data-directory';
import { openKeys } from '#server/keys';
import { takeLock } from '#server/lock';
import { restoreClosed, type Restored } from '#server/restore-running';

const file = process.argv[2];
const path = resolve(file ?? '');

await runCommand(
	async (args) => {
		if (args.length !== 1 || !file || file.startsWith('-')) throw new Usage('commands.restore-usage');
		const config = readConfig();
		if (config.mode !== 'embedded') throw Object.assign(new Error('not-embedded'), { refusal: 'not-embedded' });
		const { kept } = await restore(config);
		console.log(t('commands.restore-done', { path, kept }));
	},
	{ path }
);

async function restore(config: Config): Promise<Restored> {
	const directory = dataDirectory(config.dataDir);
	const asked = await askRunning(directory, 'restore', { path });
	if (asked) return asked.result as Restored;
	const lock = takeLock(directory.root);
	try {
		return await restoreClosed(directory, path, await openKeys(directory.root));
	} finally {
		lock.release();
	}
}
