import { feature } from 'topojson-client';
import { describe, expect, test } from 'vitest';
import type { FeatureCollection } from 'geojson';
import { openTopology } from '#domain/division/outline';
import { parcelsOf } from '#domain/division/parcel';
import { parcelTopology, type ParcelTopology } from '#domain/division/parcel-topology';
import { checkPolygons } from '#domain/division/polygons/check';
import { cellCollection, cellTopology, type PlanOutline } from '#domain/division/polygons/export';
import { PLAIN_READING } from '#domain/division/polygons/shapes-of-file';
import { signedArea, type Ring } from '#domain/place/ring';
import { polygonTown } from '#fixtures/division/polygon-town';
import { seededRandom } from '#fixtures/random';

const town = polygonTown();
const names = { area: '待归并', cell: '楼道' };

/** Parcels of the town as the artefact brings them: through bytes. */
function parcels() {
	const lots = town.buildings.map(({ footprint, units }) => ({ footprint, units: units.length }));
	const grounds = parcelsOf(town.boundary, lots);
	const buildingOf = grounds.flatMap((units, building) => units.map(() => building));
	const made = parcelTopology(grounds.flat(), buildingOf);
	return openTopology(JSON.parse(JSON.stringify(made)) as ParcelTopology);
}

/** A plan of four living areas and forty stairwell cells, houses and stairwells thrown together. */
function randomPlan(seed: number, code: (place: number) => string | null): PlanOutline {
	const next = seededRandom(seed);
	const cell = (place: number, level: 2 | 3, parent: number | null) => ({
		...{ level, parent, name: `${level === 2 ? '区' : '楼道'}${place}`, code: code(place), kind: 'ordinary' as const },
		...{ validUntil: null, buildings: 0, units: 0, households: 12 }
	});
	const cells = [
		...[0, 1, 2, 3].map((place) => cell(place, 2, null)),
		...Array.from({ length: 40 }, (_, i) => cell(4 + i, 3, i % 4))
	];
	// a house stays whole, or each of its stairwells goes its own way
	const ofUnit = town.buildings.flatMap(({ units }) => {
		const whole = 4 + Math.floor(next() * 40);
		const isSplit = next() < 0.3;
		return units.map(() => (isSplit ? 4 + Math.floor(next() * 40) : whole));
	});
	return {
		plan: { id: 'p', name: '方案', status: 'draft', version: 1, effectiveFrom: null, effectiveUntil: null },
		community: '东风里',
		district: { name: '甲区', attribution: '© OpenStreetMap contributors', householdsEstimated: true },
		parcels: 'hash',
		cells,
		units: { ordinal: ofUnit.map((_, ordinal) => ordinal), cell: ofUnit }
	};
}

describe.each(['geojson', 'topojson'] as const)('what is exported as %s', (format) => {
	test.each([1, 2, 3])('comes back as the same division, seed %i', (seed) => {
		const outline = randomPlan(seed, seed === 1 ? () => null : (place) => `37050200${String(place).padStart(3, '0')}`);
		const collection = cellCollection(outline, parcels());
		const text = JSON.stringify(format === 'geojson' ? collection : cellTopology(collection));
		const { report, division } = checkPolygons({ text, reading: PLAIN_READING, names, ground: town });
		const amiss = ['gap', 'overlap', 'orphan', 'unassigned-building', 'self-crossing', 'duplicated-code', 'shifted'];
		expect(report.findings.filter(({ kind }) => amiss.includes(kind))).toEqual([]);
		const back = new Map(
			division!.cells.flatMap(({ name, area, units }) =>
				units.map((unit) => [unit, `${division!.areas[area]!.name} ${name}`] as const)
			)
		);
		const { cells, units } = outline;
		units.ordinal.forEach((ordinal, index) => {
			const cell = cells[units.cell[index]!]!;
			expect(back.get(ordinal)).toBe(`${cells[cell.parent!]!.name} ${cell.name}`);
		});
	});
});

describe('the export', () => {
	const collection = cellCollection(
		randomPlan(4, () => null),
		parcels()
	);

	test('says whose it is, of which plan, and what is estimated', () => {
		expect(collection).toMatchObject({
			...{ type: 'FeatureCollection', name: '方案', attribution: '© OpenStreetMap contributors' },
			plan: { status: 'draft', community: '东风里', district: '甲区' }
		});
		expect(collection.features.every(({ properties }) => properties.estimated)).toBe(true);
		expect(collection.features.map(({ properties }) => properties.level).slice(0, 5)).toEqual([2, 2, 2, 2, 3]);
	});

	test('has closed rings in the order of the standard, with at most seven decimals', () => {
		for (const { geometry } of collection.features) {
			const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
			for (const rings of polygons) {
				for (const [place, ring] of rings.entries()) {
					expect(ring.at(-1)).toEqual(ring[0]);
					expect(signedArea(ring.slice(1) as unknown as Ring) > 0).toBe(place === 0);
					for (const value of ring.flat()) expect(Math.abs(value * 1e7 - Math.round(value * 1e7))).toBeLessThan(1e-4);
				}
			}
		}
	});

	test('as TopoJSON has every line once, and the same outlines', () => {
		const topology = cellTopology(collection);
		const used = new Map<number, number>();
		const arcsOf = (list: unknown): number[] => (Array.isArray(list) ? list.flatMap(arcsOf) : [list as number]);
		for (const geometry of topology.objects.cells.geometries) {
			for (const arc of arcsOf((geometry as unknown as { arcs: unknown }).arcs)) {
				const line = arc < 0 ? ~arc : arc;
				used.set(line, (used.get(line) ?? 0) + 1);
			}
		}
		expect(Math.max(...used.values())).toBeGreaterThan(1);
		const places = (points: readonly (readonly number[])[]) => points.map(String).join(';');
		const lines = topology.arcs.map((arc) => places(arc));
		const backwards = topology.arcs.map((arc) => places(arc.toReversed()));
		expect(new Set([...lines, ...backwards.filter((line, i) => line !== lines[i])]).size).toBe(2 * lines.length);
		const again = feature(topology, topology.objects.cells) as FeatureCollection;
		expect(again.features.map(({ properties }) => properties)).toEqual(
			collection.features.map(({ properties }) => properties)
		);
	});

	test('without parcels has no cells', () => {
		expect(
			cellCollection(
				randomPlan(5, () => null),
				null
			).features
		).toEqual([]);
	});
});
