import { assignBuildings, type Assignment } from '#domain/division/polygons/assign';
import { divisionOf, peopleIn } from '#domain/division/polygons/division';
import type { Finding } from '#domain/division/polygons/finding';
import type { PolygonGround } from '#domain/division/polygons/ground';
import { NOWHERE } from '#domain/division/polygons/holders';
import { readLevels, type Levels } from '#domain/division/polygons/levels';
import { readPolygons } from '#domain/division/polygons/read';
import { PolygonRefusal } from '#domain/division/polygons/refusal';
import { toldTogether, type CheckedPolygon, type Division, type PolygonReport } from '#domain/division/polygons/report';
import { shapesOfFile, type FileShapes, type Reading } from '#domain/division/polygons/shapes-of-file';
import type { Shape } from '#domain/division/polygons/shape';
import { findShift } from '#domain/division/polygons/shift';
import { drawSketch, type Sketch } from '#domain/division/polygons/sketch';
import { measureTiling } from '#domain/division/polygons/tiling';
import { openGround, type OpenGround } from '#domain/division/polygons/whole';

/** Words for what the file leaves unnamed. */
export interface MadeNames {
	readonly area: string;
	readonly cell: string;
}

export interface CheckQuestion {
	readonly text: string;
	readonly reading: Reading;
	readonly names: MadeNames;
	/** Null where there are no buildings to compare with: then only the polygons themselves are looked at. */
	readonly ground: PolygonGround | null;
}

export interface PolygonCheck {
	readonly report: PolygonReport;
	/** Null without ground. */
	readonly division: Division | null;
	readonly sketch: Sketch;
}

/**
 * Reads a file of polygons, repairs what can be repaired, lays it on the buildings, and reports what was found and
 * done. Nothing here depends on chance or clock: the same file gives the same report. Throws PolygonRefusal.
 */
export function checkPolygons({ text, reading, names, ground }: CheckQuestion): PolygonCheck {
	const file = readPolygons(text);
	const findings: Finding[] = [...file.findings];
	const all = shapesOfFile(file, reading, findings);
	const open = ground && openGround(ground, all.plane);
	const isOff = open !== null && tellShift(all, open, findings);
	const shapes = open ? within(all.shapes, open, isOff, findings) : all.shapes;
	const levels = readLevels(shapes, findings);
	// a living area without cells of its own holds its buildings itself
	const holders = [...levels.stairs, ...levels.stairless.map((place) => levels.areas[place]!)];
	const tiling = measureTiling(levels, open, findings, all.plane);
	const assigned = open && assignBuildings(open.buildings, holders, all.plane, open.isBeyond);
	if (assigned && open) tellAssignment(assigned, open, holders, findings, levels);
	const people = assigned && open ? peopleIn(open.buildings, assigned, levels) : null;
	return {
		report: {
			features: file.features,
			corners: file.corners,
			polygons: checkedPolygons(levels, people?.of ?? null),
			called: file.polygons.map(({ feature, name, code }) => ({ feature, name, code })),
			findings: toldTogether(findings),
			assigned: people?.sums ?? null
		},
		division: assigned && open ? divisionOf(open.buildings, assigned, levels, names) : null,
		sketch: drawSketch({ shapes, tiling, open, left: assigned?.left ?? [], plane: all.plane })
	};
}

function checkedPolygons(
	{ areas, stairs, parentOf }: Levels,
	countOf: ReturnType<typeof peopleIn>['of'] | null
): CheckedPolygon[] {
	const checked = (shape: Shape, parent: number | null): CheckedPolygon => {
		const { feature, name, code, level, areaM2 } = shape;
		const { buildings = null, units = null, households = null } = countOf?.(shape) ?? {};
		return { feature, name, code, level, parent, areaM2: Math.round(areaM2), buildings, units, households };
	};
	return [
		...areas.map((area) => checked(area, null)),
		...stairs.map((stair, place) => checked(stair, areas[parentOf[place]!]?.feature ?? null))
	];
}

function tellShift({ shapes, plane }: FileShapes, { buildings }: OpenGround, findings: Finding[]): boolean {
	// the level with more polygons cuts more houses, and tells more
	const stairs = shapes.filter(({ level }) => level === 3);
	const shift = findShift(buildings, stairs.length > 0 ? stairs : shapes, plane);
	if (!shift) return false;
	const { eastM, northM, datum } = shift;
	const word = datum ?? `${Math.round(eastM)},${Math.round(northM)}`;
	const metres = Math.round(Math.hypot(eastM, northM));
	findings.push({ kind: 'shifted', done: 'ask-datum', features: [], metres, word });
	return true;
}

/** The shapes that lie on the ground at all. */
function within(shapes: readonly Shape[], open: OpenGround, isOff: boolean, findings: Finding[]): readonly Shape[] {
	const inside = shapes.filter((shape) => open.meets(shape));
	if (inside.length === 0 && !isOff) throw new PolygonRefusal('polygons-elsewhere');
	const kept = new Set(inside);
	for (const shape of shapes) {
		if (!kept.has(shape)) findings.push({ kind: 'outside', done: 'left-out', features: [shape.feature] });
	}
	return inside;
}

function tellAssignment(
	{ holders: places, split, left }: Assignment,
	{ buildings }: OpenGround,
	holders: readonly Shape[],
	findings: Finding[],
	{ stairs }: Levels
): void {
	for (const index of split) {
		const { name: word, door: at } = buildings[index]!;
		const features = [...new Set(places[index])].flatMap((place) => holders[place]?.feature ?? []);
		findings.push({ kind: 'split-building', done: 'split-by-unit', features, word, at });
	}
	for (const index of left) {
		const { name: word, door: at } = buildings[index]!;
		findings.push({ kind: 'unassigned-building', done: 'left-unassigned', features: [], word, at });
	}
	const standing = holders.map(() => 0);
	for (const building of places) for (const place of new Set(building)) if (place !== NOWHERE) standing[place]!++;
	holders.forEach(({ feature, buildings: expected }, place) => {
		const count = standing[place]!;
		if (expected !== null && expected > count && count > 0) {
			findings.push({ kind: 'fewer-buildings', done: 'said-only', features: [feature], count, word: String(expected) });
		}
		if (count === 0 && place < stairs.length) {
			findings.push({ kind: 'empty-cell', done: 'left-out', features: [feature] });
		}
	});
}
