import { describe, expect, test } from 'vitest';
import { nodePasses, walkability, type Tags } from '#domain/reach/walkability';

const never = `motorway motorway_link trunk_link construction proposed raceway bus_guideway abandoned platform razed
	escape no`.split(/\s+/);
const always = `primary secondary tertiary residential unclassified living_street service pedestrian footway path
	cycleway bridleway track steps road corridor crossing elevator yes`.split(/\s+/);

describe('by highway alone', () => {
	test.each(never)('%s is not walked', (highway) => {
		expect(walkability({ highway }).walkable).toBe(false);
		expect(walkability({ highway, foot: 'yes' }).walkable).toBe(false);
	});
	test.each(always)('%s is walked', (highway) => {
		expect(walkability({ highway }).walkable).toBe(true);
		expect(walkability({ highway }).class).not.toBeNull();
	});
});

describe('by access', () => {
	const cases: [boolean, Tags][] = [
		[false, { highway: 'trunk' }],
		[true, { highway: 'trunk', foot: 'yes' }],
		[true, { highway: 'trunk', foot: 'designated' }],
		[true, { highway: 'trunk', foot: 'permissive' }],
		[true, { highway: 'trunk', sidewalk: 'left' }],
		[true, { highway: 'trunk', 'sidewalk:right': 'yes' }],
		[false, { highway: 'trunk', sidewalk: 'no' }],
		[false, { highway: 'trunk', sidewalk: 'both', foot: 'no' }],
		[false, { highway: 'pedestrian', area: 'yes' }],
		[false, { highway: 'footway', foot: 'private' }],
		[false, { highway: 'service', access: 'private' }],
		[false, { highway: 'service', access: 'no', foot: 'destination' }],
		[true, { highway: 'service', access: 'no', foot: 'yes' }],
		[true, { highway: 'residential', access: 'destination' }],
		[true, { highway: 'residential', oneway: 'yes' }],
		[false, { building: 'yes' }]
	];
	test.each(cases)('%s: %o', (walkable, tags) => expect(walkability(tags).walkable).toBe(walkable));
});

test('steps are marked, motorways are drawn, plans are not', () => {
	expect(walkability({ highway: 'steps' })).toEqual({ walkable: true, class: 'steps', steps: true });
	expect(walkability({ highway: 'motorway' }).class).toBe('trunk');
	expect(walkability({ highway: 'proposed' }).class).toBeNull();
	expect(walkability({ highway: 'constructor' })).toEqual({ walkable: true, class: 'path', steps: false });
});

test('barriers let people pass unless private or locked', () => {
	for (const barrier of ['gate', 'bollard', 'lift_gate', 'entrance', 'fence'])
		expect(nodePasses({ barrier })).toBe(true);
	expect(nodePasses({ barrier: 'gate', access: 'private' })).toBe(false);
	expect(nodePasses({ barrier: 'gate', access: 'no' })).toBe(false);
	expect(nodePasses({ barrier: 'gate', locked: 'yes' })).toBe(false);
	expect(nodePasses({ barrier: 'gate', access: 'customers', locked: 'no' })).toBe(true);
	expect(nodePasses({ access: 'private' })).toBe(true);
});
