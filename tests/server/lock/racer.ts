// Waits for the agreed moment, tries to take the lock, says how it went, and keeps what it has until it is killed.
import { takeLock } from '#server/lock';

const [directory = '', moment = '0'] = process.argv.slice(2);
process.on('disconnect', () => process.exit(0));
setTimeout(
	() => {
		try {
			takeLock(directory);
			process.send?.('won');
		} catch (cause) {
			process.send?.(cause instanceof Error ? cause.name : 'failed');
		}
	},
	Number(moment) - Date.now()
);
