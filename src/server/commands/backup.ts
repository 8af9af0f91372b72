// `npm run backup [-- FILE]`: the whole embedded database as one file, while the server runs or not.
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { runJob } from '#server/backend/job';
import { runCommand, t, Usage } from '#server/commands/command-line';
import { readConfig } from '#server/config';
import { snapshotName } from '#server/snapshots';

await runCommand(async (args) => {
	if (args.length > 1 || args[0]?.startsWith('-')) throw new Usage('commands.backup-usage');
	const config = readConfig();
	const path = resolve(args[0] ?? snapshotName(new Date()));
	if (existsSync(path)) throw Object.assign(new Error('backup-exists'), { refusal: 'backup-exists', words: { path } });
	await mkdir(dirname(path), { recursive: true });
	const { bytes } = await runJob('snapshot', { path }, { config });
	console.log(t('commands.backup-done', { path, megabytes: (bytes / 1e6).toFixed(1) }));
});
