import { boxAround, type Box, type MetrePolygons, type Shape } from '#domain/division/polygons/shape';
import type { Tiling } from '#domain/division/polygons/tiling';
import type { OpenGround } from '#domain/division/polygons/whole';
import type { LocalPlane } from '#domain/place/coord';
import type { Ring, XY } from '#domain/place/ring';

/** Polygons as a small drawing: paths of SVG in a box of `width` × `height`. */
export interface Sketch {
	readonly width: number;
	readonly height: number;
	/** Outlines by level, the living areas and the stairwell cells each in one path. */
	readonly areas: string;
	readonly stairs: string;
	/** The community; empty where it is not known. */
	readonly community: string;
	readonly gaps: string;
	readonly overlaps: string;
	/** Middles of what may be too small to be seen. */
	readonly marks: readonly { readonly kind: 'gap' | 'overlap'; readonly x: number; readonly y: number }[];
	/** Doors of buildings in no polygon. */
	readonly left: readonly (readonly [x: number, y: number])[];
}

const WIDTH = 640;
const MOST_HEIGHT = 640;
const LEAST_HEIGHT = 200;
const MARGIN = 12;
/** Points nearer than this to the last one are not drawn. */
const STEP = 0.8;
const MOST_MARKS = 60;
const MOST_DOTS = 400;
/** A piece smaller than so many units of the drawing across is marked. */
const SMALL = 10;
/** How much of its own size beside the community is drawn. */
const BESIDE = 0.4;

/** Draws what was read. @param left places of the buildings that are in no polygon. */
export function drawSketch(drawn: {
	shapes: readonly Shape[];
	tiling: Tiling;
	open: OpenGround | null;
	left: readonly number[];
	plane: LocalPlane;
}): Sketch {
	const { shapes, tiling, open, left, plane } = drawn;
	const [west, south, east, north] = open ? frame(open.box, shapes) : boxAround(shapes.flatMap(({ box }) => ends(box)));
	const [across, up] = [Math.max(east - west, 1), Math.max(north - south, 1)];
	const scale = Math.min((WIDTH - 2 * MARGIN) / across, (MOST_HEIGHT - 2 * MARGIN) / up);
	const height = Math.max(LEAST_HEIGHT, Math.ceil(up * scale + 2 * MARGIN));
	const toX = (x: number) => round((x - west) * scale + (WIDTH - across * scale) / 2);
	const toY = (y: number) => round((north - y) * scale + (height - up * scale) / 2);
	const path = (polygons: MetrePolygons) =>
		polygons.flatMap((rings) => rings.map((ring) => pathOf(ring, toX, toY))).join('');
	const ofLevel = (level: 2 | 3) =>
		path(shapes.filter((shape) => shape.level === level).flatMap(({ polygons }) => polygons));
	const pieces = (list: Tiling['gaps']) => path(list.map(({ rings }) => rings));
	const marks = (['gap', 'overlap'] as const).flatMap((kind) =>
		(kind === 'gap' ? tiling.gaps : tiling.overlaps).flatMap(({ rings }) => {
			const [w, s, e, n] = boxAround(rings[0] ?? []);
			const isSmall = Math.max(e - w, n - s) * scale < SMALL;
			return isSmall ? [{ kind, x: toX((w + e) / 2), y: toY((s + n) / 2) }] : [];
		})
	);
	return {
		width: WIDTH,
		height,
		areas: ofLevel(2),
		stairs: ofLevel(3),
		community: open ? path(open.polygons) : '',
		gaps: pieces(tiling.gaps),
		overlaps: pieces(tiling.overlaps),
		marks: marks.slice(0, MOST_MARKS),
		left: left.slice(0, MOST_DOTS).map((place) => {
			const [x, y] = plane.toMetres(open!.buildings[place]!.door);
			return [toX(x), toY(y)];
		})
	};
}

/** The community, and of what lies beside it as much as does not make it small. */
function frame([west, south, east, north]: Box, shapes: readonly Shape[]): Box {
	const [w, s, e, n] = boxAround(shapes.flatMap(({ box }) => ends(box)));
	const [x, y] = [(east - west) * BESIDE, (north - south) * BESIDE];
	return [
		Math.max(Math.min(west, w), west - x),
		Math.max(Math.min(south, s), south - y),
		Math.min(Math.max(east, e), east + x),
		Math.min(Math.max(north, n), north + y)
	];
}

function ends([west, south, east, north]: Box): XY[] {
	return [
		[west, south],
		[east, north]
	];
}

function pathOf(ring: Ring, toX: (x: number) => number, toY: (y: number) => number): string {
	let [lastX, lastY] = [Infinity, Infinity];
	let text = '';
	for (const [x, y] of ring) {
		const [left, top] = [toX(x), toY(y)];
		if (Math.abs(left - lastX) < STEP && Math.abs(top - lastY) < STEP) continue;
		text += `${text ? 'L' : 'M'}${left} ${top}`;
		[lastX, lastY] = [left, top];
	}
	return text && `${text}Z`;
}

function round(value: number): number {
	return Math.round(value * 10) / 10;
}
