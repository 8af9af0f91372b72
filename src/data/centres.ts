import * as v from 'valibot';
import { count, lngLat } from '#data/shapes';
import type { ViewCentre } from '#domain/place/view';
import { CENTRE_KINDS, CENTRE_STATUSES } from '#domain/reach/centre';

const span = v.object({
	weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
	opensMinute: count,
	closesMinute: count
});

/** A centre as `map_view` carries it; there is no separate question for centres. */
export const centre: v.GenericSchema<unknown, ViewCentre> = v.object({
	id: v.string(),
	name: v.string(),
	kind: v.picklist(CENTRE_KINDS),
	status: v.picklist(CENTRE_STATUSES),
	communityId: v.nullable(v.string()),
	address: v.string(),
	position: lngLat,
	areaM2: v.nullable(v.number()),
	floor: v.number(),
	phone: v.string(),
	items: v.array(v.string()),
	hours: v.array(span),
	version: v.number()
});
