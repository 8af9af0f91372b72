import type { FeatureCollection, Position } from 'geojson';
import { feature as unfold } from 'topojson-client';
import type { Topology } from 'topojson-specification';
import type { CellKind } from '#domain/place/survey';
import type { Finding } from '#domain/division/polygons/finding';
import { jsonFault } from '#domain/division/polygons/json-fault';
import { KEYS, KIND_WORDS, LEVEL_WORDS } from '#domain/division/polygons/keys.words';
import { PolygonRefusal } from '#domain/division/polygons/refusal';

/** What a file says of one cell, before its ground is looked at. */
export interface RawPolygon {
	/** Its place in the file, from 1. */
	readonly feature: number;
	readonly name: string;
	readonly code: string;
	readonly level: 1 | 2 | 3 | null;
	/** Name or code of the living area it belongs to; empty where none is given. */
	readonly parent: string;
	readonly kind: CellKind;
	/** How many buildings it had where it was drawn; null where the file does not say. */
	readonly buildings: number | null;
	/** Polygons of rings as they stand in the file. */
	readonly coordinates: readonly unknown[];
}

export interface PolygonFile {
	readonly polygons: readonly RawPolygon[];
	readonly findings: readonly Finding[];
	readonly features: number;
	readonly corners: number;
}

/** Beyond these a file is refused: what it asks for would take minutes. */
export const POLYGON_LIMITS = { features: 20_000, corners: 500_000 } as const;

const MAX_NAME = 40;
/** Datums that are within centimetres of WGS-84. */
const SAME_AS_WGS84 = /(CRS:?84|EPSG:+(4326|4490))$/i;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads GeoJSON (RFC 7946) or the TopoJSON that we write: every Polygon or MultiPolygon is a cell, with the properties
 * of keys.words.ts. Coordinates are not looked at here beyond counting them. Throws PolygonRefusal.
 */
export function readPolygons(text: string): PolygonFile {
	const root = parseRoot(text);
	checkDatum(root);
	const features = featuresOf(root);
	if (features.length > POLYGON_LIMITS.features) {
		throw new PolygonRefusal('polygons-too-many', { limit: POLYGON_LIMITS.features });
	}
	const findings: Finding[] = [];
	const polygons = features.flatMap((item, index) => readFeature(item, index + 1, findings));
	if (polygons.length === 0) throw new PolygonRefusal('polygons-none');
	const corners = polygons.reduce((sum, { coordinates }) => sum + cornersOf(coordinates), 0);
	if (corners > POLYGON_LIMITS.corners) {
		throw new PolygonRefusal('polygons-too-many-corners', { limit: POLYGON_LIMITS.corners, found: String(corners) });
	}
	return { polygons, findings, features: features.length, corners };
}

function parseRoot(text: string): Json {
	const plain = text.replace(/^\ufeff/, '');
	if (plain.trim() === '') throw new PolygonRefusal('polygons-empty-file');
	let value: unknown;
	try {
		value = JSON.parse(plain);
	} catch {
		throw new PolygonRefusal('polygons-not-json', { ...jsonFault(plain) });
	}
	if (!isObject(value) || typeof value['type'] !== 'string') throw new PolygonRefusal('polygons-not-geojson');
	return value;
}

function checkDatum(root: Json): void {
	const crs = root['crs'];
	if (!isObject(crs) || !isObject(crs['properties'])) return;
	const name = crs['properties']['name'];
	if (typeof name === 'string' && !SAME_AS_WGS84.test(name)) {
		throw new PolygonRefusal('polygons-other-datum', { found: name.slice(0, 60) });
	}
}

function featuresOf(root: Json): readonly unknown[] {
	const plain = root['type'] === 'Topology' ? unfolded(root) : root;
	if (plain['type'] !== 'FeatureCollection') return [plain];
	if (!Array.isArray(plain['features'])) throw new PolygonRefusal('polygons-not-geojson');
	return plain['features'] as unknown[];
}

/** The features of all objects of a topology. One that points to lines which are not there is refused. */
function unfolded(root: Json): Json {
	try {
		const topology = root as unknown as Topology;
		const features = Object.keys(topology.objects).flatMap((name) => {
			const made = unfold(topology, topology.objects[name]!);
			return made.type === 'FeatureCollection' ? (made as FeatureCollection).features : [made];
		});
		return { type: 'FeatureCollection', features };
	} catch {
		throw new PolygonRefusal('polygons-not-geojson');
	}
}

function readFeature(item: unknown, feature: number, findings: Finding[]): RawPolygon[] {
	const geometry = isObject(item) ? (item['type'] === 'Feature' ? item['geometry'] : item) : item;
	if (!isObject(geometry)) {
		findings.push({ kind: 'empty', done: 'left-out', features: [feature] });
		return [];
	}
	const { type, coordinates } = geometry;
	if (type !== 'Polygon' && type !== 'MultiPolygon') {
		findings.push({ kind: 'other-shape', done: 'left-out', features: [feature], word: short(type) });
		return [];
	}
	const shapes = type === 'Polygon' ? [coordinates] : coordinates;
	if (!Array.isArray(shapes)) {
		findings.push({ kind: 'empty', done: 'left-out', features: [feature] });
		return [];
	}
	const properties = (item as Json)['properties'];
	return [
		{ feature, ...readProperties(isObject(properties) ? properties : {}, feature, findings), coordinates: shapes }
	];
}

function readProperties(properties: Json, feature: number, findings: Finding[]) {
	const folded = new Map(Object.entries(properties).map(([key, value]) => [key.trim().toLowerCase(), value]));
	const pick = (keys: readonly string[]) => {
		for (const key of keys) {
			const text = wordOf(folded.get(key));
			if (text) return text;
		}
		return '';
	};
	const levelWord = pick(KEYS.level);
	const level = LEVEL_WORDS[levelWord.toLowerCase()] ?? null;
	if (levelWord && level === null) {
		findings.push({ kind: 'level-unknown', done: 'level-taken', features: [feature], word: short(levelWord) });
	}
	const buildings = Number(pick(KEYS.buildings) || NaN);
	return {
		name: [...pick(KEYS.name)].slice(0, MAX_NAME).join(''),
		code: short(pick(KEYS.code)),
		level,
		parent: pick(KEYS.parent),
		kind: KIND_WORDS[pick(KEYS.kind).toLowerCase()] ?? 'ordinary',
		buildings: Number.isInteger(buildings) && buildings >= 0 ? buildings : null
	};
}

/** A text or number as one line without what turns or hides text; full-width figures become plain ones. */
function wordOf(value: unknown): string {
	if (typeof value !== 'string' && typeof value !== 'number') return '';
	return String(value)
		.slice(0, 200)
		.normalize('NFKC')
		.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
		.trim();
}

function short(value: unknown): string {
	return wordOf(value).slice(0, MAX_NAME);
}

function cornersOf(polygons: readonly unknown[]): number {
	let sum = 0;
	for (const rings of polygons) {
		if (!Array.isArray(rings)) continue;
		for (const ring of rings as unknown[]) if (Array.isArray(ring)) sum += (ring as Position[]).length;
	}
	return sum;
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
