import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PGlite } from '@electric-sql/pglite';
import postgres from 'postgres';
import type { TestProject } from 'vitest/node';
import { prepareDatabase } from '#server/backend/prepare';
import { openEmbedded, openNative, type OpenDatabase } from './engines.ts';
import { postgresWithPostgis, startCluster, type Cluster } from './native.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** File of the migrated embedded database with the fixture in it. */
		embeddedImage: string;
		/** URL of the server's maintenance database; null without a server. */
		nativeServer: string | null;
	}
}

export const NATIVE_TEMPLATE = 'gezhi_template';

/** Migrates one database per engine and fills in the fixture; every test file then clones it. */
export default async function setup(project: TestProject): Promise<() => void> {
	const directory = mkdtempSync(join(tmpdir(), 'gezhi-image-'));
	const image = join(directory, 'image.tar');
	const [cluster] = await Promise.all([prepareNative(), prepareEmbedded(image)]);
	project.provide('embeddedImage', image);
	project.provide('nativeServer', cluster?.url('postgres') ?? null);
	return () => {
		cluster?.stop();
		rmSync(directory, { recursive: true, force: true });
	};
}

async function prepareEmbedded(image: string): Promise<void> {
	const database = await openEmbedded();
	await fill(database);
	const driver = (database.connection as unknown as { driver: PGlite }).driver;
	const file = await driver.dumpDataDir('none');
	writeFileSync(image, Buffer.from(await file.arrayBuffer()));
	await database.close();
}

async function prepareNative(): Promise<Cluster | null> {
	const bin = postgresWithPostgis();
	if (!bin) {
		if (process.env['GEZHI_REQUIRE_NATIVE'] === '1')
			throw new Error('PostgreSQL with PostGIS is required and not installed');
		console.warn('PostgreSQL with PostGIS is not installed: the database tests run on the embedded engine only');
		return null;
	}
	const cluster = await startCluster(bin);
	const server = postgres(cluster.url('postgres'), { max: 1 });
	await server.unsafe(`create database ${NATIVE_TEMPLATE}`);
	await server.end();
	const database = openNative(cluster.url(NATIVE_TEMPLATE));
	await fill(database);
	await database.close();
	return cluster;
}

async function fill(database: OpenDatabase): Promise<void> {
	await prepareDatabase(database.connection, database.sql);
	await database.sql.run(await readFile(join(import.meta.dirname, 'fixture.sql'), 'utf8'));
}
