import { expect, test } from 'vitest';
import { localPlane } from '#domain/place/coord';
import type { SurveyWay } from '#domain/place/survey';
import { pointAlong, streetRuns } from '#server/ingest/street-runs';

const plane = localPlane([118.6, 37.4]);
function way(name: string, keys: readonly number[], from: number, to: number): SurveyWay {
	const line = keys.map((_, i) => plane.toLngLat(from + ((to - from) * i) / (keys.length - 1), 0));
	return { class: 'residential', name, walkable: true, bridge: false, tunnel: false, nodeKeys: keys, line, gates: [] };
}

test('ways of one name become one street, whichever way they were drawn', () => {
	const runs = streetRuns([way('东路', [3, 2], 200, 100), way('东路', [1, 2], 0, 100), way('东路', [3, 4], 200, 300)]);
	expect(runs).toHaveLength(1);
	expect(runs[0]!.lengthM).toBeCloseTo(300, 3);
	expect(runs[0]!.line).toHaveLength(4);
});

test('a street that forks stays in pieces, other names and nameless ways stay out', () => {
	const runs = streetRuns([
		way('东路', [1, 2], 0, 100),
		way('东路', [2, 3], 100, 200),
		way('东路', [2, 4], 100, 300),
		way('西路', [2, 5], 100, 0),
		way('', [5, 6], 0, 10)
	]);
	expect(runs.map(({ name }) => name)).toEqual(['东路', '东路', '东路', '西路']);
});

test('a ring road is walked once', () => {
	const runs = streetRuns([way('环路', [1, 2], 0, 100), way('环路', [2, 1], 100, 0)]);
	expect(runs.map(({ lengthM }) => Math.round(lengthM))).toEqual([200]);
});

test('a point along a line does not leave it', () => {
	const { line } = way('', [1, 2, 3], 0, 200);
	for (const [at, x] of [
		[-5, 0],
		[0, 0],
		[150, 150],
		[500, 200]
	] as const) {
		expect(plane.toMetres(pointAlong(line, at))[0]).toBeCloseTo(x, 3);
	}
});
