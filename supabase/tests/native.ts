import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** A PostgreSQL cluster of the tests' own. */
export interface Cluster {
	/** Of the given database of the cluster. */
	url(database: string): string;
	stop(): void;
}

/** Where the binaries of the newest PostgreSQL with PostGIS lie, or null where there is none. */
export function postgresWithPostgis(): string | null {
	const versions = globSync('/usr/lib/postgresql/*/bin')
		.map((bin) => ({ bin, version: Number(bin.split('/')[4]) }))
		.filter(({ version }) => existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`))
		.sort((a, b) => b.version - a.version);
	return versions[0]?.bin ?? null;
}

/**
 * Makes and starts a cluster in a temporary directory on a spare port of the loopback, without syncing to disk.
 * PostgreSQL refuses to run as root: then it runs as the system's user `postgres`.
 */
export async function startCluster(bin: string): Promise<Cluster> {
	const directory = mkdtempSync(join(tmpdir(), 'gezhi-postgres-'));
	const asRoot = userInfo().uid === 0;
	const run = (command: string, ...args: string[]): void => {
		const [file, ...rest] = asRoot
			? ['runuser', '-u', 'postgres', '--', join(bin, command), ...args]
			: [join(bin, command), ...args];
		execFileSync(file!, rest, { cwd: directory, stdio: ['ignore', 'ignore', 'pipe'] });
	};
	if (asRoot) chownSync(directory, ...idsOfPostgres());
	const data = join(directory, 'data');
	run('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale', 'C.UTF-8', '--no-sync');
	const port = await sparePort();
	const settings = `-p ${port} -k ${directory} -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=60`;
	run('pg_ctl', '-D', data, '-l', join(directory, 'log'), '-o', settings, '-w', 'start');
	return {
		url: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
		stop: () => {
			run('pg_ctl', '-D', data, '-m', 'immediate', '-w', 'stop');
			rmSync(directory, { recursive: true, force: true });
		}
	};
}

function idsOfPostgres(): [uid: number, gid: number] {
	const id = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
	return [id('-u'), id('-g')];
}

function sparePort(): Promise<number> {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', reject);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
		});
	});
}
