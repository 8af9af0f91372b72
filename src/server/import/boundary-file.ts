import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { MultiPolygon, Polygon } from 'geojson';
import { overlapping } from '#server/import/boundary-overlap';
import { isOnGlobe } from '#server/import/osm-element';
import { closedRing, toPolygon, type ClosedRing } from '#server/import/polygon';
import { ImportRefusal, type FilePosition, type ImportReason } from '#server/import/refusal';

/** One area of a boundary file: a community. */
export interface BoundaryArea {
	/** `properties.name`, or empty. */
	readonly name: string;
	/** `properties.code` where it is the twelve digits of a community, else null. */
	readonly code: string | null;
	readonly boundary: Polygon | MultiPolygon;
}

export interface BoundaryFile {
	readonly file: string;
	readonly areas: readonly BoundaryArea[];
}

const MAX_BYTES = 50 * 1024 * 1024;
const MAX_AREAS = 2000;
/** Parting the ground compares every corner with its neighbours. */
const MAX_CORNERS = 200_000;
const MEGABYTE = 1024 * 1024;
/** Datums that are within centimetres of WGS-84. */
const SAME_AS_WGS84 = /(CRS:?84|EPSG:+(4326|4490))$/i;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads communities from GeoJSON (RFC 7946; UTF-8, WGS-84 degrees): a FeatureCollection, a Feature or a bare
 * geometry; every Polygon or MultiPolygon is one community, other geometries are passed over.
 * Two that lie on one another are refused: every building belongs to one community.
 * Throws ImportRefusal with the number of the feature that is wrong.
 */
export async function readBoundary(path: string): Promise<BoundaryFile> {
	const file = basename(path);
	const facts = await stat(path).catch(() => null);
	if (!facts?.isFile()) throw new ImportRefusal('no-such-file', { file });
	if (facts.size === 0) throw new ImportRefusal('empty-file', { file });
	if (facts.size > MAX_BYTES) throw new ImportRefusal('too-large', { file, limit: MAX_BYTES / MEGABYTE });
	return parseBoundary(file, await readFile(path, 'utf8'));
}

/** The same from a text; `file` is the name that refusals give. */
export function parseBoundary(file: string, text: string): BoundaryFile {
	const root = parseJson(file, text);
	checkDatum(file, root);
	const features = root['type'] === 'FeatureCollection' ? root['features'] : [root];
	if (!Array.isArray(features)) throw new ImportRefusal('boundary-not-geojson', { file });
	const numbered = features.flatMap((feature: unknown, index) =>
		readFeature(file, feature, index + 1).map((area) => ({ area, number: index + 1 }))
	);
	const areas = numbered.map(({ area }) => area);
	if (areas.length === 0) throw new ImportRefusal('boundary-without-areas', { file });
	if (areas.length > MAX_AREAS) throw new ImportRefusal('too-large', { file, limit: MAX_AREAS });
	if (cornersOf(areas) > MAX_CORNERS) throw new ImportRefusal('boundary-too-detailed', { file, limit: MAX_CORNERS });
	const pair = overlapping(areas.map(({ boundary }) => boundary));
	if (pair)
		throw new ImportRefusal('boundary-overlap', { file, detail: pair.map((at) => label(numbered[at]!)).join(', ') });
	return { file, areas };
}

function cornersOf(areas: readonly BoundaryArea[]): number {
	const rings = areas.flatMap(({ boundary }) =>
		boundary.type === 'Polygon' ? boundary.coordinates : boundary.coordinates.flat()
	);
	return rings.reduce((sum, ring) => sum + ring.length, 0);
}

/** A community as the person who drew it finds it: its name, and its place in the file. */
function label({ area, number }: { readonly area: BoundaryArea; readonly number: number }): string {
	return `${area.name.slice(0, 30)} #${number}`.trim();
}

function parseJson(file: string, text: string): Json {
	try {
		const value: unknown = JSON.parse(text.replace(/^\ufeff/, ''));
		if (isObject(value) && typeof value['type'] === 'string') return value;
	} catch {
		// told below: a file that is no JSON and one that is no GeoJSON need the same repair
	}
	throw new ImportRefusal('boundary-not-geojson', { file });
}

function checkDatum(file: string, root: Json): void {
	const crs = root['crs'];
	if (!isObject(crs) || !isObject(crs['properties'])) return;
	const name = String(crs['properties']['name'] ?? '');
	if (!SAME_AS_WGS84.test(name)) throw new ImportRefusal('boundary-not-degrees', { file, detail: name.slice(0, 60) });
}

function readFeature(file: string, feature: unknown, number: number): BoundaryArea[] {
	const refuse = (reason: ImportReason): never => {
		const position: FilePosition = { unit: 'feature', at: number };
		throw new ImportRefusal(reason, { file, position });
	};
	if (!isObject(feature)) return refuse('boundary-not-geojson');
	const isFeature = feature['type'] === 'Feature';
	const geometry = isFeature ? feature['geometry'] : feature;
	if (geometry === null) return [];
	if (!isObject(geometry)) return refuse('boundary-not-geojson');
	const { type, coordinates } = geometry;
	if (type !== 'Polygon' && type !== 'MultiPolygon') return [];
	const shapes = (type === 'Polygon' ? [coordinates] : coordinates) as unknown;
	if (!Array.isArray(shapes) || shapes.length === 0) return refuse('boundary-not-geojson');
	const polygons = shapes.map((rings) => readPolygon(rings, refuse));
	const properties = isFeature && isObject(feature['properties']) ? feature['properties'] : {};
	const boundary: Polygon | MultiPolygon =
		polygons.length === 1
			? polygons[0]!
			: { type: 'MultiPolygon', coordinates: polygons.map((polygon) => polygon.coordinates) };
	return [{ name: nameOf(properties), code: codeOf(properties), boundary }];
}

function readPolygon(rings: unknown, refuse: (reason: ImportReason) => never): Polygon {
	if (!Array.isArray(rings) || rings.length === 0) return refuse('boundary-not-geojson');
	const [outer, ...holes] = rings.map((ring) => readRing(ring, refuse));
	return toPolygon(outer!, holes);
}

function readRing(ring: unknown, refuse: (reason: ImportReason) => never): ClosedRing {
	if (!Array.isArray(ring)) return refuse('boundary-not-geojson');
	const points = ring.map((point): [number, number] => {
		if (!Array.isArray(point)) return refuse('boundary-not-geojson');
		const [lng, lat] = point as unknown[];
		if (typeof lng !== 'number' || typeof lat !== 'number') return refuse('boundary-not-geojson');
		return isOnGlobe(lng, lat) ? [lng, lat] : refuse('coordinates-out-of-range');
	});
	// many tools leave the closing point out; that is no reason to send anybody back
	const [first, last] = [points[0], points.at(-1)];
	if (first && last && (first[0] !== last[0] || first[1] !== last[1])) points.push(first);
	return closedRing(points) ?? refuse('boundary-not-geojson');
}

function nameOf(properties: Json): string {
	const name = properties['name'] ?? properties['NAME'] ?? properties['Name'];
	return typeof name === 'string' ? name.trim().slice(0, 80) : '';
}

function codeOf(properties: Json): string | null {
	const code = properties['code'];
	return (typeof code === 'string' || typeof code === 'number') && /^\d{12}$/.test(String(code)) ? String(code) : null;
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
