import { union } from '@turf/union';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { compare, quantile, rounded, timed, timesOf, type BenchOptions, type BenchRow } from '../bench.ts';
import { deskTown, LOT_M, TOWN_PLANE, type DeskTown } from '#fixtures/division/desk-town';
import { seededRandom } from '#fixtures/random';
import { way } from '#fixtures/reach/random-streets';
import { Desk } from '#domain/division/desk/desk';
import type { PlanChanges } from '#domain/division/plan';
import type { LngLat } from '#domain/place/coord';
import { signedArea, type Ring } from '#domain/place/ring';
import { encodeNetwork } from '#domain/reach/artefact';
import { buildNetwork } from '#domain/reach/contract';

const SEED = 20261120;
/** 142² houses are 20,164. */
const SIDE = 142;
/** 324 houses to a cell, as many as make up 300–500 households where houses are small; 64 cells, 16 living areas. */
const BLOCK = 18;
const STEPS = 400;
const PEER_STEPS = 12;
const BRUSH_M = 20;

/**
 * Brush steps on a community of 20,000 buildings, each a stroke across the border of two cells: finding what is under
 * the brush, moving it, outlines, sums and pieces of the touched cells on both levels. Beside it turf.union of the
 * parcels of the same touched cells, after some of the same steps.
 */
export function brushCase(options: BenchOptions): BenchRow {
	const town = deskTown({ seed: SEED, side: SIDE, block: BLOCK });
	let desk: Desk | null = null;
	const openMs = timed(() => {
		desk = Desk.open(town.bytes, town.draft);
		desk.whole();
	});
	const painter = new Painter(town, desk!);
	for (let warmUp = 0; warmUp < 100; warmUp++) painter.stroke();
	const times: Record<'step' | 'select' | 'union', number[]> = { step: [], select: [], union: [] };
	let [mismatches, movedUnits] = [0, 0];
	for (let turn = 0; turn < STEPS; turn++) {
		const step = painter.stroke();
		times.step.push(step.ms);
		times.select.push(step.selectMs);
		movedUnits += step.units;
		if (turn % Math.floor(STEPS / PEER_STEPS) > 0) continue;
		const peer = unionOf(painter, step.touched);
		times.union.push(peer.ms);
		if (peer.offShare > 1e-3) mismatches++;
	}
	const ours = timesOf(times.step, options);
	const walks = walkTimes(desk!, town);
	const quality = {
		buildings: town.draft.buildings.length,
		units: town.draft.units.ordinal.length,
		units_per_step: rounded(movedUnits / STEPS),
		select_ms: rounded(quantile(times.select, 0.5) * options.scale),
		open_ms: rounded(openMs * options.scale),
		diameter_ms: rounded(quantile(walks, 0.5) * options.scale),
		diameter_p95_ms: rounded(quantile(walks, 0.95) * options.scale),
		mismatches
	};
	const row = { bench: 'division', case: 'brush-20000', quality, n: STEPS, seed: SEED, truthful: mismatches === 0 };
	return compare(row, ours, { name: 'turf.union', times: timesOf(times.union, options) });
}

/** Walking diameters of the living areas, on streets between all rows of houses. */
function walkTimes(desk: Desk, { draft }: DeskTown): number[] {
	const crossing = (column: number, row: number) => row * (SIDE + 1) + column;
	const places = new Map(
		Array.from({ length: (SIDE + 1) ** 2 }, (_, key): [number, LngLat] => [
			key,
			TOWN_PLANE.toLngLat((key % (SIDE + 1)) * LOT_M, Math.floor(key / (SIDE + 1)) * LOT_M)
		])
	);
	const line = Array.from({ length: SIDE + 1 }, (_, i) => i);
	const streets = line.flatMap((i) => [
		way(
			line.map((column) => crossing(column, i)),
			places
		),
		way(
			line.map((row) => crossing(i, row)),
			places
		)
	]);
	desk.setNetwork(encodeNetwork(buildNetwork(streets)));
	const areas = draft.cells.filter(({ level }) => level === 2);
	return areas.map(({ id }) =>
		timed(() => {
			const walk = desk.diameter(id);
			while (!walk.next().done);
		})
	);
}

interface Stroke {
	readonly ms: number;
	readonly selectMs: number;
	readonly units: number;
	/** Cells whose outline changed, with the area it has now. */
	readonly touched: readonly { readonly cell: string; readonly level: 2 | 3; readonly area: number }[];
}

/** Paints the border between neighbouring cells to and fro, as a hand does, and remembers which unit is where. */
class Painter {
	readonly cellOf: string[];
	readonly town: DeskTown;
	readonly #desk: Desk;
	readonly #random = seededRandom(SEED);

	constructor(town: DeskTown, desk: Desk) {
		this.town = town;
		this.#desk = desk;
		this.cellOf = town.draft.units.cell.map((index) => town.draft.cells[index]!.id);
	}

	stroke(): Stroke {
		for (;;) {
			const [x, y] = [this.#random() * SIDE * LOT_M, this.#random() * SIDE * LOT_M];
			const angle = this.#random() * 2 * Math.PI;
			const end = TOWN_PLANE.toLngLat(x + 45 * Math.cos(angle), y + 45 * Math.sin(angle));
			let found: number[] = [];
			const selectMs = timed(() => (found = this.#desk.unitsAlong([TOWN_PLANE.toLngLat(x, y), end], BRUSH_M)));
			const to = this.cellOf[found[0] ?? -1];
			const others = found.filter((unit) => this.cellOf[unit] !== to);
			if (to === undefined || others.length === 0) continue;
			const moves = [...Map.groupBy(others, (unit) => this.cellOf[unit]!)].map(([from, units]) => ({
				units,
				from,
				to
			}));
			const changes: PlanChanges = { moves, created: [], removed: [], changed: [] };
			let touched: Stroke['touched'] = [];
			const ms = timed(() => {
				touched = this.#desk.apply(changes).cells.map(({ cell, level, geometry }) => ({
					cell,
					level,
					area: areaOf(geometry)
				}));
			});
			for (const unit of others) this.cellOf[unit] = to;
			return { ms, selectMs, units: others.length, touched };
		}
	}

	/** Parcels of a cell as it is now. */
	parcels({ cell, level }: Stroke['touched'][number]): Feature<MultiPolygon>[] {
		const { draft, parcels } = this.town;
		const areaOfCell = new Map(draft.cells.map(({ id, parentId }) => [id, parentId]));
		return draft.units.ordinal
			.filter((unit) => (level === 3 ? this.cellOf[unit] : areaOfCell.get(this.cellOf[unit]!)) === cell)
			.map((unit) => ({ type: 'Feature', properties: null, geometry: parcels[unit]! }));
	}
}

/** The same outlines by uniting parcels, and how far their area is from ours. */
function unionOf(painter: Painter, touched: Stroke['touched']): { ms: number; offShare: number } {
	let [ms, offShare] = [0, 0];
	for (const cell of touched) {
		const features: FeatureCollection<Polygon | MultiPolygon> = {
			type: 'FeatureCollection',
			features: painter.parcels(cell)
		};
		let united: Feature<Polygon | MultiPolygon> | null = null;
		ms += timed(() => (united = union(features)));
		const { geometry } = united!;
		offShare = Math.max(offShare, Math.abs(areaOf(geometry as Polygon | MultiPolygon) / cell.area - 1));
	}
	return { ms, offShare };
}

function areaOf(geometry: Polygon | MultiPolygon): number {
	const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
	return polygons.reduce(
		(sum, rings) =>
			sum + rings.reduce((part, ring, i) => part + (i ? -1 : 1) * Math.abs(signedArea(ring as unknown as Ring)), 0),
		0
	);
}
