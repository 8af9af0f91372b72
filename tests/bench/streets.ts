import { seeded } from '#fixtures/reach/random';
import { placesInMetres, way } from '#fixtures/reach/random-streets';
import type { SurveyWay } from '#domain/place/survey';
import { readOsm } from '#server/import/read-osm';

const SIDE = 240;
const SEED = 20261120;

/** The streets of a file, or else of a seeded town of crooked blocks, 7 km square, some of them closed to through walks. */
export async function benchStreets(osm: string | null): Promise<readonly SurveyWay[]> {
	return osm ? (await readOsm(osm)).ways : crookedTown();
}

function crookedTown(): SurveyWay[] {
	const random = seeded(SEED);
	const places = placesInMetres(
		Array.from({ length: SIDE * SIDE }, (_, i) => [
			(i % SIDE) * 30 + random() * 12,
			Math.floor(i / SIDE) * 30 + random() * 12
		])
	);
	const ways: SurveyWay[] = [];
	for (let line = 0; line < SIDE; line += 4) {
		for (const [along, across] of [
			[1, SIDE],
			[SIDE, 1]
		] as const) {
			for (let start = 0; start + 8 < SIDE; start += 8) {
				if (random() < 0.15) continue;
				const keys = Array.from({ length: 9 }, (_, i) => line * across + (start + i) * along);
				ways.push(way(keys, places, { class: random() < 0.02 ? 'steps' : 'residential' }));
			}
		}
	}
	return ways;
}
