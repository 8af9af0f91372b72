import type { Use } from '#server/demo/ground/quarters';
import { COLLEGE, SCHOOL } from '#server/demo/ground/school-plans';
import { part } from '#server/demo/ground/site-plan';
import type { SitePlan } from '#server/demo/ground/site-plan';

const HOSPITAL: SitePlan = {
	ground: 'commercial',
	walled: true,
	gate: 0.5,
	parts: [
		part([0.22, 0.78], [0.16, 0.36], 'ward', 'hospital', 6, 'outpatient', 'yard'),
		part([0.26, 0.74], [0.52, 0.64], 'ward', 'hospital', 14, 'inpatient', 'cross'),
		part([0.05, 0.3], [0.8, 0.92], 'ward', 'hospital', 4, 'laboratory', 'ell'),
		part([0.7, 0.94], [0.8, 0.92], 'public', 'hospital', 3, 'canteen')
	],
	patches: [{ class: 'green', across: [0.4, 0.62], deep: [0.76, 0.94], round: true }],
	lanes: [
		[
			[0.5, 0],
			[0.5, 0.08],
			[0.1, 0.08],
			[0.1, 0.72],
			[0.9, 0.72],
			[0.9, 0.08],
			[0.5, 0.08]
		],
		[
			[0.1, 0.44],
			[0.9, 0.44]
		]
	]
};

const OFFICE: SitePlan = {
	ground: 'commercial',
	walled: false,
	gate: 0.5,
	parts: [
		part([0.05, 0.38], [0.14, 0.4], 'office', 'office', 12, 'tower', 'ell'),
		part([0.62, 0.95], [0.14, 0.36], 'office', 'office', 16, 'tower', 'cross'),
		part([0.08, 0.42], [0.64, 0.84], 'office', 'office', 8, 'tower'),
		part([0.6, 0.92], [0.64, 0.86], 'office', 'office', 10, 'tower')
	],
	patches: [{ class: 'green', across: [0.42, 0.58], deep: [0.2, 0.42], round: false }],
	lanes: [
		[
			[0.5, 0],
			[0.5, 0.97]
		],
		[
			[0.04, 0.52],
			[0.96, 0.52]
		]
	]
};

const MALL: SitePlan = {
	ground: 'commercial',
	walled: false,
	gate: 0.5,
	parts: [
		part([0.06, 0.94], [0.34, 0.72], 'mall', 'shop', 5, 'mall', 'yard'),
		part([0.06, 0.4], [0.84, 0.97], 'hall', 'shop', 2, 'shopRow'),
		part([0.6, 0.94], [0.84, 0.97], 'office', 'office', 14, 'tower')
	],
	patches: [{ class: 'square', across: [0.04, 0.96], deep: [0.02, 0.28], round: false }],
	lanes: [
		[
			[0.5, 0],
			[0.5, 0.3]
		],
		[
			[0.03, 0.3],
			[0.97, 0.3]
		],
		[
			[0.03, 0.3],
			[0.03, 0.78],
			[0.97, 0.78],
			[0.97, 0.3]
		]
	]
};

const MARKET: SitePlan = {
	ground: 'commercial',
	walled: false,
	gate: 0.5,
	parts: [
		part([0.08, 0.44], [0.2, 0.44], 'hall', 'shop', 1, 'marketHall'),
		part([0.56, 0.92], [0.2, 0.44], 'hall', 'shop', 1, 'marketHall'),
		part([0.06, 0.46], [0.02, 0.1], 'shop', 'shop', 2, 'shopRow'),
		part([0.54, 0.94], [0.02, 0.1], 'shop', 'shop', 2, 'shopRow'),
		part([0.08, 0.92], [0.62, 0.74], 'shop', 'shop', 2, 'shopRow'),
		part([0.08, 0.92], [0.86, 0.98], 'shop', 'shop', 2, 'shopRow')
	],
	patches: [],
	lanes: [
		[
			[0.5, 0],
			[0.5, 0.56]
		],
		[
			[0.04, 0.15],
			[0.96, 0.15]
		],
		[
			[0.03, 0.53],
			[0.97, 0.53]
		],
		[
			[0.03, 0.53],
			[0.03, 0.8],
			[0.97, 0.8],
			[0.97, 0.53]
		]
	]
};

const CIVIC: SitePlan = {
	ground: 'commercial',
	walled: true,
	gate: 0.5,
	parts: [
		part([0.22, 0.78], [0.6, 0.86], 'public', 'public', 6, 'hall', 'aitch'),
		part([0.03, 0.16], [0.2, 0.56], 'public', 'public', 4, 'service'),
		part([0.84, 0.97], [0.2, 0.56], 'public', 'public', 4, 'station')
	],
	patches: [{ class: 'green', across: [0.3, 0.7], deep: [0.12, 0.46], round: false }],
	lanes: [
		[
			[0.5, 0],
			[0.5, 0.06],
			[0.22, 0.08],
			[0.22, 0.54],
			[0.78, 0.54],
			[0.78, 0.08],
			[0.5, 0.06]
		]
	]
};

const STATION: SitePlan = {
	ground: 'commercial',
	walled: false,
	gate: 0.5,
	parts: [
		part([0.24, 0.76], [0.68, 0.88], 'public', 'public', 2, 'railwayStation', 'aitch'),
		part([0.03, 0.16], [0.3, 0.56], 'public', 'public', 3, 'busStation'),
		part([0.85, 0.97], [0.3, 0.6], 'shop', 'shop', 4, 'hotel')
	],
	patches: [{ class: 'square', across: [0.2, 0.8], deep: [0.04, 0.62], round: false }],
	lanes: [
		[
			[0.5, 0],
			[0.5, 0.64]
		],
		[
			[0.18, 0.64],
			[0.82, 0.64]
		],
		[
			[0.18, 0.2],
			[0.18, 0.64]
		],
		[
			[0.82, 0.2],
			[0.82, 0.64]
		]
	]
};

const INDUSTRY: SitePlan = {
	ground: 'industrial',
	walled: true,
	gate: 0.5,
	parts: [
		part([0.06, 0.44], [0.04, 0.12], 'office', 'office', 4, 'factoryOffice'),
		part([0.05, 0.45], [0.22, 0.52], 'shed', 'industrial', 1, 'workshop'),
		part([0.55, 0.95], [0.22, 0.52], 'shed', 'industrial', 1, 'workshop'),
		part([0.05, 0.45], [0.63, 0.95], 'shed', 'industrial', 1, 'workshop', 'ell'),
		part([0.55, 0.95], [0.63, 0.78], 'shed', 'industrial', 1, 'store'),
		part([0.55, 0.95], [0.84, 0.96], 'dormitory', 'industrial', 5, 'workersHome')
	],
	patches: [{ class: 'green', across: [0.58, 0.95], deep: [0.04, 0.14], round: false }],
	lanes: [
		[
			[0.5, 0],
			[0.5, 0.97]
		],
		[
			[0.03, 0.17],
			[0.97, 0.17]
		],
		[
			[0.03, 0.57],
			[0.97, 0.57]
		],
		[
			[0.5, 0.81],
			[0.97, 0.81]
		]
	]
};

const DEPOT: SitePlan = {
	ground: 'industrial',
	walled: true,
	gate: 0.5,
	parts: [
		part([0.06, 0.44], [0.12, 0.4], 'shed', 'industrial', 1, 'store'),
		part([0.56, 0.94], [0.12, 0.4], 'shed', 'industrial', 1, 'store'),
		part([0.06, 0.44], [0.6, 0.9], 'shed', 'industrial', 1, 'store'),
		part([0.56, 0.8], [0.62, 0.88], 'shed', 'industrial', 2, 'workshop')
	],
	patches: [],
	lanes: [
		[
			[0.5, 0],
			[0.5, 0.97]
		],
		[
			[0.03, 0.5],
			[0.97, 0.5]
		]
	]
};

const SITE: SitePlan = {
	ground: 'industrial',
	walled: true,
	gate: 0.5,
	parts: [
		part([0.1, 0.3], [0.2, 0.32], 'tower', 'other', 9, 'underConstruction', 'cross'),
		part([0.64, 0.86], [0.24, 0.34], 'tower', 'other', 4, 'underConstruction'),
		part([0.12, 0.34], [0.62, 0.74], 'tower', 'other', 2, 'underConstruction')
	],
	patches: [],
	lanes: [
		[
			[0.5, 0],
			[0.5, 0.9]
		],
		[
			[0.06, 0.46],
			[0.94, 0.46]
		]
	]
};

/** The plan of every use that has one; housing, courtyards, parks and squares are laid out freely. */
export const SITE_PLANS: Partial<Record<Use, SitePlan>> = {
	school: SCHOOL,
	college: COLLEGE,
	hospital: HOSPITAL,
	office: OFFICE,
	mall: MALL,
	market: MARKET,
	civic: CIVIC,
	station: STATION,
	industry: INDUSTRY,
	depot: DEPOT,
	site: SITE
};
