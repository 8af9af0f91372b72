import type { MultiPolygon } from 'geojson';

const ROWS = 1000;

/** Share of the ground of two areas that both hold: even-odd spans along a thousand rows, ends exact. */
export function intersectionOverUnion(a: MultiPolygon, b: MultiPolygon): number {
	const latitudes = [a, b].flatMap((area) => area.coordinates.flat(2).map((position) => position[1]!));
	const south = latitudes.reduce((least, lat) => Math.min(least, lat), Infinity);
	const north = latitudes.reduce((most, lat) => Math.max(most, lat), -Infinity);
	let [both, either] = [0, 0];
	for (let row = 0; row < ROWS; row++) {
		const lat = south + ((row + 0.5) / ROWS) * (north - south);
		const ends = [a, b].flatMap((area, which) => crossingsAt(area, lat).map((lng) => ({ lng, which })));
		ends.sort((p, q) => p.lng - q.lng);
		const inside = [false, false];
		ends.forEach(({ lng, which }, i) => {
			inside[which] = !inside[which];
			const width = (ends[i + 1]?.lng ?? lng) - lng;
			if (inside[0] && inside[1]) both += width;
			if (inside[0] || inside[1]) either += width;
		});
	}
	return either === 0 ? 1 : both / either;
}

/** Longitudes at which the border of an area crosses a latitude. */
function crossingsAt(area: MultiPolygon, lat: number): number[] {
	const found: number[] = [];
	for (const ring of area.coordinates.flat()) {
		for (let i = 0; i + 1 < ring.length; i++) {
			const [x0, y0] = ring[i] as [number, number];
			const [x1, y1] = ring[i + 1] as [number, number];
			if (y0 > lat !== y1 > lat) found.push(x0 + ((lat - y0) / (y1 - y0)) * (x1 - x0));
		}
	}
	return found;
}
