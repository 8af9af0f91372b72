import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'vitest/config';
import { mapEntry } from './src/server/bundle/map-entry.ts';
import { loweredStyles, OLDEST } from './src/server/bundle/older-engines.ts';

export default defineConfig({
	plugins: [tailwindcss(), sveltekit(), loweredStyles(), mapEntry()],
	worker: { format: 'es' },
	build: { chunkSizeWarningLimit: 1200, target: OLDEST },
	test: {
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					environment: 'node',
					include: ['tests/{domain,compute,data,map,ui,features,server,house}/**/*.test.ts'],
					testTimeout: 30_000
				}
			},
			{
				extends: true,
				test: {
					name: 'database',
					environment: 'node',
					include: ['supabase/tests/**/*.test.ts'],
					globalSetup: ['supabase/tests/image.setup.ts'],
					testTimeout: 60_000,
					hookTimeout: 120_000,
					maxWorkers: 2
				}
			},
			{
				extends: true,
				test: {
					name: 'e2e',
					environment: 'node',
					include: ['tests/e2e/**/*.test.ts'],
					globalSetup: ['tests/e2e/server.setup.ts'],
					testTimeout: 120_000,
					hookTimeout: 240_000,
					fileParallelism: false
				}
			}
		]
	}
});
