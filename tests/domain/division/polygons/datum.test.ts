import { expect, test } from 'vitest';
import { toGcj02, toWgs84 } from '#domain/division/polygons/datum';
import { distanceM } from '#domain/place/coord';

test('GCJ-02 lies some hundred metres off in China, and is undone to a centimetre', () => {
	for (const place of [
		[116.391, 39.907],
		[118.6, 37.4],
		[121.47, 31.23],
		[87.6, 43.8],
		[104.06, 30.67]
	] as const) {
		const shifted = toGcj02(place);
		expect(distanceM(place, shifted)).toBeGreaterThan(100);
		expect(distanceM(place, shifted)).toBeLessThan(1000);
		expect(distanceM(place, toWgs84(shifted, 'gcj02'))).toBeLessThan(0.01);
	}
});

test('a place that everybody knows', () => {
	// Tiananmen: WGS-84 39.90734, 116.39089 is 39.90874, 116.39713 in GCJ-02 and 39.91510, 116.40353 in BD-09
	expect(distanceM(toGcj02([116.39089, 39.90734]), [116.39713, 39.90874])).toBeLessThan(5);
	expect(distanceM(toWgs84([116.40353, 39.9151], 'bd09'), [116.39089, 39.90734])).toBeLessThan(10);
});

test('outside China nothing moves', () => {
	expect(toWgs84([9.5, 47.1], 'gcj02')).toEqual([9.5, 47.1]);
});
