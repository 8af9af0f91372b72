import type { MultiPolygon, Polygon } from 'geojson';
import * as v from 'valibot';
import type { Paged } from '#domain/place/card';
import type { Bounds, LngLat } from '#domain/place/coord';
import type { DutyRow } from '#domain/place/card';
import type { Totals } from '#domain/place/view';
import { NODE_KINDS } from '#domain/people/grant';

/** Shapes that several aggregates share. */
export const lngLat: v.GenericSchema<unknown, LngLat> = v.tuple([v.number(), v.number()]);

export const bounds: v.GenericSchema<unknown, Bounds> = v.tuple([v.number(), v.number(), v.number(), v.number()]);

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

// The rings are not walked: the database made them and the map survives a bad one.
export const area: v.GenericSchema<unknown, Polygon | MultiPolygon> = v.custom<Polygon | MultiPolygon>(
	(input) =>
		typeof input === 'object' &&
		input !== null &&
		'type' in input &&
		(input.type === 'Polygon' || input.type === 'MultiPolygon')
);

export const totals: v.GenericSchema<unknown, Totals> = v.object({
	households: v.nullable(count),
	people: v.nullable(count),
	elders: v.nullable(count),
	children: v.nullable(count),
	suppressed: v.boolean()
});

export const duty: v.GenericSchema<unknown, DutyRow> = v.object({
	id: v.string(),
	nodeId: v.string(),
	nodeKind: v.picklist(NODE_KINDS),
	duty: v.string(),
	name: v.nullable(v.string()),
	phone: v.nullable(v.string()),
	standIn: v.boolean()
});

/** `{total, rows}` of one row shape. */
export function paged<Row>(row: v.GenericSchema<unknown, Row>): v.GenericSchema<unknown, Paged<Row>> {
	return v.object({ total: count, rows: v.array(row) });
}
