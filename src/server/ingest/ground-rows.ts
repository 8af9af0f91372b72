import type { MultiPolygon, Polygon } from 'geojson';
import type { Bounds, LngLat } from '#domain/place/coord';
import type { Survey } from '#domain/place/survey';
import type { Batch } from '#server/ingest/bulk-insert';
import { ewkbHex } from '#server/ingest/ewkb';
import { nodePaths } from '#server/ingest/node-paths';
import { searchKey } from '#server/ingest/search-key';

/** What the rows of places need besides the survey. */
export interface GroundFacts {
	readonly isDemo: boolean;
	readonly timeZone: string;
	readonly bounds: Bounds;
	/** Ground of every unit, by building in the survey's order. */
	readonly parcels: readonly (readonly MultiPolygon[])[];
}

/** Rows of everything that stands on the ground, in the order in which keys must exist. */
export function groundBatches(survey: Survey, facts: GroundFacts): Batch[] {
	return [
		nodes(survey),
		district(survey, facts),
		subdistricts(survey),
		communities(survey),
		compounds(survey),
		buildings(survey),
		units(survey),
		parcels(survey, facts.parcels)
	];
}

function nodes(survey: Survey): Batch {
	return {
		table: 'nodes',
		columns: { id: 'uuid', district_id: 'uuid', kind: 'text', parent_id: 'uuid', path: 'ltree' },
		rows: nodePaths(survey).map(({ id, kind, parentId, path }) => ({
			id,
			district_id: survey.district.id,
			kind,
			parent_id: parentId,
			path
		}))
	};
}

function district(
	{ district: { id, name, nameEn, source, attribution, householdsEstimated } }: Survey,
	facts: GroundFacts
): Batch {
	return {
		table: 'districts',
		columns: {
			id: 'uuid',
			name: 'text',
			name_en: 'text',
			is_demo: 'boolean',
			source: 'text',
			attribution: 'text',
			households_estimated: 'boolean',
			bounds: 'geometry',
			time_zone: 'text',
			settings: 'jsonb',
			version: 'int'
		},
		rows: [
			{
				id,
				name,
				name_en: nameEn,
				is_demo: facts.isDemo,
				source,
				attribution,
				households_estimated: householdsEstimated,
				bounds: ewkbHex(boxOf(facts.bounds)),
				time_zone: facts.timeZone,
				// Whatever is not set is the default of domain/place/settings.
				settings: {},
				version: 1
			}
		]
	};
}

function subdistricts({ district, subdistricts: offices }: Survey): Batch {
	return {
		table: 'subdistricts',
		columns: { id: 'uuid', district_id: 'uuid', name: 'text', code: 'text' },
		rows: offices.map(({ id, name, code }) => ({ id, district_id: district.id, name, code }))
	};
}

function communities({ district, communities: each }: Survey): Batch {
	return {
		table: 'communities',
		columns: {
			id: 'uuid',
			district_id: 'uuid',
			subdistrict_id: 'uuid',
			name: 'text',
			code: 'text',
			boundary: 'geometry'
		},
		rows: each.map(({ id, subdistrictId, name, code, boundary }) => ({
			id,
			district_id: district.id,
			subdistrict_id: subdistrictId,
			name,
			code,
			boundary: ewkbHex(asMultiPolygon(boundary))
		}))
	};
}

function compounds({ district, compounds: each }: Survey): Batch {
	return {
		table: 'compounds',
		columns: { id: 'uuid', district_id: 'uuid', community_id: 'uuid', name: 'text', boundary: 'geometry' },
		rows: each.map(({ id, communityId, name, boundary }) => ({
			id,
			district_id: district.id,
			community_id: communityId,
			name,
			boundary: ewkbHex(boundary)
		}))
	};
}

function buildings({ district, buildings: each, compounds: estates }: Survey): Batch {
	const estateName = new Map(estates.map(({ id, name }) => [id, name]));
	return {
		table: 'buildings',
		columns: {
			id: 'uuid',
			district_id: 'uuid',
			community_id: 'uuid',
			compound_id: 'uuid',
			name: 'text',
			address: 'text',
			search_key: 'text',
			kind: 'text',
			levels: 'int',
			footprint: 'geometry',
			door: 'geometry',
			estimated: 'boolean'
		},
		rows: each.map((building) => ({
			id: building.id,
			district_id: district.id,
			community_id: building.communityId,
			compound_id: building.compoundId,
			name: building.name,
			address: building.address,
			search_key: searchKey(building.name, building.address, estateName.get(building.compoundId ?? '') ?? ''),
			kind: building.kind,
			levels: building.levels,
			footprint: ewkbHex(building.footprint),
			door: pointHex(building.door),
			estimated: building.estimated
		}))
	};
}

function units({ district, buildings: each }: Survey): Batch {
	let ordinal = 0;
	return {
		table: 'units',
		columns: {
			id: 'uuid',
			district_id: 'uuid',
			community_id: 'uuid',
			building_id: 'uuid',
			ordinal: 'int',
			number: 'int',
			households: 'int',
			people: 'int',
			elders: 'int',
			children: 'int',
			employees: 'int'
		},
		rows: each.flatMap((building) =>
			building.units.map((unit) => ({
				...unit,
				district_id: district.id,
				community_id: building.communityId,
				building_id: building.id,
				ordinal: ordinal++
			}))
		)
	};
}

function parcels({ district, buildings: each }: Survey, grounds: GroundFacts['parcels']): Batch {
	return {
		table: 'parcels',
		columns: { unit_id: 'uuid', district_id: 'uuid', community_id: 'uuid', ground: 'geometry' },
		rows: each.flatMap((building, index) =>
			building.units.map((unit, slice) => ({
				unit_id: unit.id,
				district_id: district.id,
				community_id: building.communityId,
				ground: ewkbHex(grounds[index]![slice]!)
			}))
		)
	};
}

/** A point as hexadecimal EWKB. */
export function pointHex(place: LngLat): string {
	return ewkbHex({ type: 'Point', coordinates: [...place] });
}

function asMultiPolygon(area: Polygon | MultiPolygon): MultiPolygon {
	return area.type === 'MultiPolygon' ? area : { type: 'MultiPolygon', coordinates: [area.coordinates] };
}

function boxOf([west, south, east, north]: Bounds): Polygon {
	const ring = [
		[west, south],
		[east, south],
		[east, north],
		[west, north],
		[west, south]
	];
	return { type: 'Polygon', coordinates: [ring] };
}
