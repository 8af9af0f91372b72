import Flatbush from 'flatbush';
import type { Polygon } from 'geojson';
import { Boundary } from '#domain/division/boundary';
import type { DeskGround } from '#domain/division/desk/ground';
import type { UnitFacts } from '#domain/division/desk/members';
import { DeskRefusal } from '#domain/division/desk/refusal';
import { localPlane, type LngLat } from '#domain/place/coord';
import { distanceToSegment, openRing, turn, type XY } from '#domain/place/ring';

/** Which unit is where: for pointing at one and for selecting many. Units are counted within the community. */
export class Places {
	readonly #ground: DeskGround;
	/** Places a unit is met at: the middle of its ground, and the door where it is its building's only unit. */
	readonly #marks: readonly (readonly XY[])[];
	readonly #tree: Flatbush | null;
	/** Units in the order in which the tree has them: those without ground or mark are left out. */
	readonly #inTree: readonly number[];

	constructor(ground: DeskGround, facts: UnitFacts) {
		this.#ground = ground;
		this.#marks = Array.from({ length: ground.unitCount }, (_, unit) => marksOf(ground, facts, unit));
		const units = this.#marks.flatMap((marks, unit) => (marks.length > 0 ? [unit] : []));
		this.#inTree = units;
		this.#tree = units.length > 0 ? new Flatbush(units.length) : null;
		for (const unit of units) this.#tree!.add(...this.#boxOf(unit));
		this.#tree?.finish();
	}

	/** The unit whose ground a point is on, null for none. */
	at([lng, lat]: LngLat): number | null {
		return this.#near(lng, lat, lng, lat).find((unit) => this.#contains(unit, lng, lat)) ?? null;
	}

	/** Units with a mark in the area (even-odd rule), rising. Refuses 'bad-area'. */
	within(area: Polygon): number[] {
		const rings = ringsOf(area);
		if (rings.length === 0) return [];
		const inside = new Boundary([rings]);
		let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
		for (const ring of rings) {
			for (const [x, y] of ring) {
				[west, east] = [Math.min(west, x), Math.max(east, x)];
				[south, north] = [Math.min(south, y), Math.max(north, y)];
			}
		}
		return this.#near(west, south, east, north).filter((unit) =>
			this.#marks[unit]!.some(([x, y]) => inside.contains(x, y))
		);
	}

	/** Units whose ground a stroke crosses or who have a mark within `metres` of it, rising. Refuses 'bad-area'. */
	along(line: readonly LngLat[], metres: number): number[] {
		if (!line.flat().every(Number.isFinite) || !(metres >= 0)) throw new DeskRefusal('bad-area');
		const found = new Set<number>();
		line.forEach((b, i) => {
			const a = line[i - 1] ?? b;
			// a line of two points is one piece, not a point and a piece
			if (i === 0 && line.length > 1) return;
			const plane = localPlane(a);
			const [east, north] = plane.toLngLat(metres, metres);
			const [padX, padY] = [east - a[0], north - a[1]];
			const box = [Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1])] as const;
			for (const unit of this.#near(box[0] - padX, box[1] - padY, box[2] + padX, box[3] + padY)) {
				if (found.has(unit)) continue;
				const end = plane.toMetres(b);
				const isNear = this.#marks[unit]!.some(
					(mark) => distanceToSegment(plane.toMetres([mark[0], mark[1]]), [0, 0], end) <= metres
				);
				if (isNear || this.#meets(unit, a, b)) found.add(unit);
			}
		});
		return [...found].sort((a, b) => a - b);
	}

	#near(west: number, south: number, east: number, north: number): number[] {
		const items = this.#tree?.search(west, south, east, north) ?? [];
		return items.map((item) => this.#inTree[item]!).sort((a, b) => a - b);
	}

	#boxOf(unit: number): [number, number, number, number] {
		let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
		const take = (x: number, y: number) => {
			[west, east] = [Math.min(west, x), Math.max(east, x)];
			[south, north] = [Math.min(south, y), Math.max(north, y)];
		};
		for (const [x, y] of this.#marks[unit]!) take(x, y);
		forEachSide(this.#ground, unit, (ax, ay, bx, by) => {
			take(ax, ay);
			take(bx, by);
		});
		return [west, south, east, north];
	}

	#contains(unit: number, x: number, y: number): boolean {
		let inside = false;
		forEachSide(this.#ground, unit, (ax, ay, bx, by) => {
			if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
		});
		return inside;
	}

	#meets(unit: number, a: LngLat, b: LngLat): boolean {
		if (this.#contains(unit, a[0], a[1]) || this.#contains(unit, b[0], b[1])) return true;
		let crossed = false;
		forEachSide(this.#ground, unit, (px, py, qx, qy) => {
			crossed ||=
				turn(a, b, [px, py]) > 0 !== turn(a, b, [qx, qy]) > 0 &&
				turn([px, py], [qx, qy], a) > 0 !== turn([px, py], [qx, qy], b) > 0;
		});
		return crossed;
	}
}

type Side = (ax: number, ay: number, bx: number, by: number) => void;

/** Every side of a unit's ground, in no order, with the ground on its left. */
function forEachSide({ x, y, firstPoint, firstHalf, halves }: DeskGround, unit: number, call: Side): void {
	for (let i = firstHalf[unit]!; i < firstHalf[unit + 1]!; i++) {
		const half = halves[i]!;
		const last = firstPoint[(half >> 1) + 1]! - 1;
		for (let p = firstPoint[half >> 1]!; p < last; p++) {
			if (half & 1) call(x[p + 1]!, y[p + 1]!, x[p]!, y[p]!);
			else call(x[p]!, y[p]!, x[p + 1]!, y[p + 1]!);
		}
	}
}

function marksOf(ground: DeskGround, { buildingOf, firstUnit, doors }: UnitFacts, unit: number): XY[] {
	const building = buildingOf[unit]!;
	const door: XY = [doors[building * 2]!, doors[building * 2 + 1]!];
	const middle = middleOf(ground, unit);
	const isOnly = firstUnit[building + 1]! - firstUnit[building]! === 1;
	if (!middle) return [door];
	return isOnly ? [middle, door] : [middle];
}

/** Centre of gravity of a unit's ground, null without ground. */
function middleOf(ground: DeskGround, unit: number): XY | null {
	const first = ground.halves[ground.firstHalf[unit]!];
	if (ground.firstHalf[unit] === ground.firstHalf[unit + 1] || first === undefined) return null;
	const origin = ground.firstPoint[first >> 1]!;
	const [ox, oy] = [ground.x[origin]!, ground.y[origin]!];
	let [twice, sumX, sumY] = [0, 0, 0];
	forEachSide(ground, unit, (ax, ay, bx, by) => {
		const cross = (ax - ox) * (by - oy) - (bx - ox) * (ay - oy);
		twice += cross;
		sumX += (ax + bx - 2 * ox) * cross;
		sumY += (ay + by - 2 * oy) * cross;
	});
	return twice === 0 ? [ox, oy] : [ox + sumX / (3 * twice), oy + sumY / (3 * twice)];
}

function ringsOf(area: Polygon): XY[][] {
	if (area?.type !== 'Polygon' || !Array.isArray(area.coordinates)) throw new DeskRefusal('bad-area');
	for (const ring of area.coordinates) {
		for (const [x, y] of ring) if (!Number.isFinite(x) || !Number.isFinite(y)) throw new DeskRefusal('bad-area');
	}
	return area.coordinates.map((ring) => openRing(ring)).filter((ring) => ring.length > 2);
}
