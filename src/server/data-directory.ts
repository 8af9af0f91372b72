import { join } from 'node:path';

/** What lies where in the data directory. */
export interface DataDirectory {
	readonly root: string;
	/** The embedded database. */
	readonly database: string;
	readonly snapshots: string;
	/** Copies of artefacts by hash; may be deleted at any time. */
	readonly cache: string;
	/** Tiles of the optional background and how many were asked for today. */
	readonly background: string;
	/** Files on their way in; emptied at every start. */
	readonly uploads: string;
	/** Where the commands of this machine find the running server. */
	readonly control: string;
}

export function dataDirectory(root: string): DataDirectory {
	return {
		root,
		database: join(root, 'database'),
		snapshots: join(root, 'snapshots'),
		cache: join(root, 'cache'),
		background: join(root, 'background'),
		uploads: join(root, 'uploads'),
		control: join(root, 'control.json')
	};
}
