import { join } from 'node:path';

/** What lies where in the data directory. */
export interface DataDirectory {
	readonly root: string;
	/** The embedded database. */
	readonly database: string;
	readonly snapshots: string;
	/** Copies of artefacts by hash; may be deleted at any time. */
	readonly cache: string;
	/** Where the commands of this machine find the running server. */
	readonly control: string;
}

export function dataDirectory(root: string): DataDirectory {
	return {
		root,
		database: join(root, 'database'),
		snapshots: join(root, 'snapshots'),
		cache: join(root, 'cache'),
		control: join(root, 'control.json')
	};
}
