import type { Finding } from '#domain/division/polygons/finding';
import { Holders, NOWHERE } from '#domain/division/polygons/holders';
import { boxAround, type Shape } from '#domain/division/polygons/shape';
import { ringContains, signedArea, type Ring, type XY } from '#domain/place/ring';

/** How the polygons hang together. */
export interface Levels {
	readonly areas: readonly Shape[];
	readonly stairs: readonly Shape[];
	/** Per stairwell cell: place of its living area, `NOWHERE` for an orphan. */
	readonly parentOf: readonly number[];
	/** Living areas without a stairwell cell in the file. */
	readonly stairless: readonly number[];
}

/**
 * Finds the living area of every stairwell cell: the one it names, else the one it lies in. Tells orphans, living areas
 * without stairwell cells, and codes that several bear.
 */
export function readLevels(shapes: readonly Shape[], findings: Finding[]): Levels {
	const areas = shapes.filter(({ level }) => level === 2);
	const stairs = shapes.filter(({ level }) => level === 3);
	const named = new Map<string, number>();
	areas.forEach(({ name, code }, place) => {
		for (const word of [code, name]) if (word && !named.has(word)) named.set(word, place);
	});
	const holders = new Holders(areas);
	const parentOf = stairs.map((stair) => {
		const byName = stair.parent ? named.get(stair.parent) : undefined;
		if (byName !== undefined) return byName;
		const [x, y] = placeInside(stair);
		const byPlace = holders.at(x, y, holders.near([x, y, x, y]));
		if (areas.length > 0) tellParent(stair, byPlace, findings);
		return byPlace;
	});
	if (areas.length === 0 && stairs.length > 0) {
		findings.push({ kind: 'no-areas', done: 'made-area', features: [], count: stairs.length });
	}
	const filled = new Set(parentOf);
	const stairless = areas.map((_, place) => place).filter((place) => !filled.has(place));
	for (const place of stairless) {
		findings.push({ kind: 'stairless-area', done: 'made-cell', features: [areas[place]!.feature] });
	}
	tellCodes(shapes, findings);
	return { areas, stairs, parentOf, stairless };
}

/** An orphan, or one whose parent is not in the file but lies around it. */
function tellParent(stair: Shape, byPlace: number, findings: Finding[]): void {
	const word = stair.parent || undefined;
	if (byPlace === NOWHERE) findings.push({ kind: 'orphan', done: 'made-area', features: [stair.feature], word });
	else if (word) findings.push({ kind: 'orphan', done: 'parent-by-place', features: [stair.feature], word });
}

function tellCodes(shapes: readonly Shape[], findings: Finding[]): void {
	const byCode = new Map<string, number[]>();
	for (const { code, feature } of shapes) {
		if (!code) continue;
		const known = byCode.get(code);
		if (known) known.push(feature);
		else byCode.set(code, [feature]);
	}
	for (const [word, features] of byCode) {
		if (features.length > 1) findings.push({ kind: 'duplicated-code', done: 'codes-anew', features, word });
	}
}

/** A place inside the largest part: the middle of the longest stretch of ground halfway up. */
export function placeInside({ polygons }: Pick<Shape, 'polygons'>): XY {
	const largest = polygons.reduce((best, rings) => (signedArea(rings[0]!) > signedArea(best[0]!) ? rings : best));
	const [, south, , north] = boxAround(largest[0]!);
	for (const share of [0.5, 0.37, 0.63, 0.21, 0.79]) {
		const found = middleOfStretch(largest, south + share * (north - south));
		if (found) return found;
	}
	return largest[0]![0]!;
}

function middleOfStretch(rings: readonly Ring[], y: number): XY | null {
	const met: number[] = [];
	for (const ring of rings) {
		for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
			const [a, b] = [ring[j]!, ring[i]!];
			if (a[1] > y !== b[1] > y) met.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
		}
	}
	met.sort((a, b) => a - b);
	let best = 0;
	for (let i = 0; i + 1 < met.length; i += 2) if (met[i + 1]! - met[i]! > met[best + 1]! - met[best]!) best = i;
	if (met.length < 2) return null;
	const x = (met[best]! + met[best + 1]!) / 2;
	return ringContains(rings[0]!, x, y) ? [x, y] : null;
}
