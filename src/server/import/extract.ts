import type { Polygon } from 'geojson';
import type { LngLat } from '#domain/place/coord';
import type { GroundFeature, SurveyWay } from '#domain/place/survey';
import { nodePasses, walkability, type Tags } from '#domain/reach/walkability';
import { isBuilding } from '#server/import/building-tags';
import { areaClass, isBridge, isTunnel, lineClass } from '#server/import/ground-tags';
import { assembleAreas, asOneGeometry, boundingWays, positions } from '#server/import/multipolygon';
import type { NodeTable } from '#server/import/node-table';
import type { OsmAdminArea, OsmBuilding, OsmEstate, OsmExtract, OsmStats } from '#server/import/osm-extract';
import type { OsmStore, StoredRelation } from '#server/import/osm-store';
import { closedRing, toPolygon } from '#server/import/polygon';
import type { Watch } from '#server/import/watch';

/** What is known of the nodes after the second reading. */
export interface ReadNodes {
	readonly table: NodeTable;
	/** How many nodes the file holds. */
	readonly count: number;
	/** Tags of barriers and entrances by node id. */
	readonly tagged: ReadonlyMap<number, Tags>;
	readonly places: readonly { readonly name: string; readonly position: LngLat }[];
}

const WALLED = new Set(['wall', 'fence', 'city_wall', 'hedge']);
const SIDE_DOORS = new Set(['emergency', 'garage', 'service', 'exit', 'no']);

/** Turns stored elements into streets, buildings, ground and areas. Pure; `watch` hears the count of ways. */
export function extractOsm(store: OsmStore, nodes: ReadNodes, watch: Watch): OsmExtract {
	const sorter = new Sorter(store, nodes);
	for (const relation of store.relations) sorter.addRelation(relation);
	for (let way = 0; way < store.wayCount; way++) {
		if (way % 4096 === 0) watch(way, store.wayCount);
		sorter.addWay(way);
	}
	return sorter.extract();
}

/** Sorts elements into what they are drawn and counted as. */
class Sorter {
	readonly #store: OsmStore;
	readonly #nodes: ReadNodes;
	readonly #ways: SurveyWay[] = [];
	readonly #buildings: OsmBuilding[] = [];
	readonly #ground: GroundFeature[] = [];
	readonly #estates: OsmEstate[] = [];
	readonly #adminAreas: OsmAdminArea[] = [];
	/** Ways whose building or administrative area a relation already stands for. */
	readonly #spokenFor = new Set<number>();
	/** Values of `entrance` by position: a footprint keeps no node ids. */
	readonly #entranceKinds: ReadonlyMap<string, string>;
	#openRelations = 0;
	#brokenAreas = 0;

	constructor(store: OsmStore, nodes: ReadNodes) {
		this.#store = store;
		this.#nodes = nodes;
		this.#entranceKinds = entranceKinds(nodes);
		for (const { name, position } of nodes.places) {
			this.#ground.push({ class: 'label', name, geometry: { type: 'Point', coordinates: [...position] } });
		}
	}

	addRelation(relation: StoredRelation): void {
		const { tags } = relation;
		if (!isAdministrative(tags) && !isBuilding(tags) && !areaClass(tags)) return;
		const areas = assembleAreas(relation, this.#store, this.#nodes.table);
		if (!areas) {
			this.#openRelations++;
			return;
		}
		if (!areaClass(tags) || isBuilding(tags)) {
			for (const way of boundingWays(relation, this.#store)) this.#spokenFor.add(way);
		}
		this.#addAreas(tags, areas);
	}

	addWay(way: number): void {
		const tags = this.#store.wayTags(way);
		if (!tags) return;
		const refs = this.#store.wayRefs(way);
		const street = walkability(tags);
		const isStreet = street.class !== null && tags['area'] !== 'yes';
		if (isStreet && street.class) this.#addStreet(street.class, street.walkable, tags, refs);
		else this.#addLine(tags, refs);
		const isClosed = refs.length >= 4 && refs[0] === refs.at(-1);
		const isGround = !isStreet && areaClass(tags) !== null;
		if (!isClosed || !(isBuilding(tags) || isAdministrative(tags) || isGround) || this.#spokenFor.has(way)) return;
		const area = this.#closedArea(refs);
		if (area) this.#addAreas(tags, [area]);
		else this.#brokenAreas++;
	}

	#closedArea(refs: Float64Array): Polygon | null {
		const points = positions(refs, this.#nodes.table);
		const ring = points && closedRing(points);
		return ring && toPolygon(ring, []);
	}

	#addAreas(tags: Tags, areas: readonly Polygon[]): void {
		const name = tags['name'] ?? '';
		const adminLevel = Number(tags['admin_level']);
		if (isAdministrative(tags) && adminLevel >= 1) {
			this.#adminAreas.push({ name, adminLevel, boundary: asOneGeometry(areas) });
		}
		const drawnAs = areaClass(tags);
		if (isBuilding(tags)) {
			for (const footprint of areas) this.#buildings.push({ tags, footprint, entrances: this.#entrances(footprint) });
		} else if (drawnAs) {
			this.#ground.push({ class: drawnAs, name, geometry: asOneGeometry(areas) });
			if (isWalledEstate(tags)) for (const boundary of areas) this.#estates.push({ name, boundary });
		}
	}

	#entrances(footprint: Polygon): LngLat[] {
		const found = footprint.coordinates.flatMap((ring) =>
			ring.slice(1).flatMap(([lng, lat]) => {
				const kind = this.#entranceKinds.get(`${lng},${lat}`);
				return kind ? [{ position: [lng!, lat!] as const, isMain: kind === 'main' }] : [];
			})
		);
		return found.toSorted((a, b) => Number(b.isMain) - Number(a.isMain)).map((door) => door.position);
	}

	#addLine(tags: Tags, refs: Float64Array): void {
		const drawnAs = lineClass(tags);
		if (!drawnAs) return;
		for (const { line } of this.#pieces(refs)) {
			const coordinates = line.map((point) => [...point]);
			this.#ground.push({ class: drawnAs, name: tags['name'] ?? '', geometry: { type: 'LineString', coordinates } });
		}
	}

	#addStreet(drawnAs: SurveyWay['class'], walkable: boolean, tags: Tags, refs: Float64Array): void {
		for (const { keys, line } of this.#pieces(refs)) {
			this.#ways.push({
				class: drawnAs,
				name: tags['name'] ?? '',
				walkable,
				bridge: isBridge(tags),
				tunnel: isTunnel(tags),
				nodeKeys: keys,
				line,
				gates: this.#gates(keys)
			});
		}
	}

	#gates(keys: readonly number[]): SurveyWay['gates'] {
		return keys.flatMap((key, index) => {
			const tags = this.#nodes.tagged.get(key);
			return tags?.['barrier'] === undefined ? [] : [{ index, passable: nodePasses(tags) }];
		});
	}

	/** A line cut wherever the file misses a node: no street is drawn straight across what was left out. */
	#pieces(refs: Float64Array): { keys: number[]; line: LngLat[] }[] {
		const pieces: { keys: number[]; line: LngLat[] }[] = [];
		let piece: { keys: number[]; line: LngLat[] } = { keys: [], line: [] };
		for (const key of refs) {
			const point = this.#nodes.table.position(key);
			if (point && key !== piece.keys.at(-1)) {
				piece.keys.push(key);
				piece.line.push(point);
			} else if (!point) {
				pieces.push(piece);
				piece = { keys: [], line: [] };
			}
		}
		return [...pieces, piece].filter(({ line }) => line.length >= 2);
	}

	extract(): OsmExtract {
		const counts = { openRelations: this.#openRelations, brokenAreas: this.#brokenAreas };
		return {
			ways: this.#ways,
			buildings: this.#buildings,
			ground: this.#ground,
			estates: this.#estates,
			adminAreas: this.#adminAreas,
			stats: { ...storeStats(this.#store, this.#nodes), ...streetStats(this.#ways), ...counts }
		};
	}
}

function isAdministrative(tags: Tags): boolean {
	return tags['boundary'] === 'administrative';
}

function isWalledEstate(tags: Tags): boolean {
	const isWalled = WALLED.has(tags['barrier'] ?? '') || tags['residential'] === 'gated';
	return tags['landuse'] === 'residential' && (isWalled || tags['gated_community'] === 'yes');
}

function entranceKinds({ tagged, table }: ReadNodes): Map<string, string> {
	const kinds = new Map<string, string>();
	for (const [id, tags] of tagged) {
		const position = table.position(id);
		const kind = tags['entrance'];
		if (position && kind !== undefined && !SIDE_DOORS.has(kind)) kinds.set(`${position[0]},${position[1]}`, kind);
	}
	return kinds;
}

function storeStats(store: OsmStore, nodes: ReadNodes) {
	const dangling = store.dangling(nodes.table);
	return {
		nodes: nodes.count,
		ways: store.wayCount,
		relations: store.relationCount,
		wayRefs: store.refCount,
		danglingRefs: dangling.refs,
		relationMembers: store.memberCount,
		danglingMembers: dangling.members
	};
}

/** Counts of streets and of the gates on them. */
export function streetStats(ways: readonly SurveyWay[]): Pick<OsmStats, 'walkableWays' | 'gates' | 'closedGates'> {
	const gates = new Map<number, boolean>();
	for (const way of ways) {
		for (const gate of way.gates) gates.set(way.nodeKeys[gate.index]!, gate.passable);
	}
	return {
		walkableWays: ways.filter((way) => way.walkable).length,
		gates: gates.size,
		closedGates: [...gates.values()].filter((passable) => !passable).length
	};
}
