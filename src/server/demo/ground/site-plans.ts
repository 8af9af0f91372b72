import type { BuildingKind, GroundClass } from '#domain/place/survey';
import type { BuildingRole } from '#server/demo/ground/board';
import type { Use } from '#server/demo/ground/skeleton';

type Shape = 'bar' | 'ell' | 'yard' | 'aitch' | 'cross';

/** A building of a planned site; spans are fractions of the site's width (along the street) and depth. */
export interface SitePart {
	readonly across: readonly [number, number];
	readonly deep: readonly [number, number];
	readonly shape: Shape;
	readonly role: BuildingRole;
	readonly kind: BuildingKind;
	readonly levels: number;
	/** Key of the building's word in places.words.ts; empty for numbered buildings. */
	readonly label: string;
}

export interface SitePlan {
	readonly ground: GroundClass;
	readonly walled: boolean;
	/** Where the gate is, as a fraction of the width. */
	readonly gate: number;
	readonly parts: readonly SitePart[];
	readonly patches: readonly {
		readonly class: GroundClass;
		readonly across: readonly [number, number];
		readonly deep: readonly [number, number];
		readonly round: boolean;
	}[];
	readonly lanes: readonly (readonly (readonly [number, number])[])[];
}

const part = (
	across: readonly [number, number],
	deep: readonly [number, number],
	role: BuildingRole,
	kind: BuildingKind,
	levels: number,
	label = '',
	shape: Shape = 'bar'
): SitePart => ({ across, deep, role, kind, levels, label, shape });

const SCHOOL: SitePlan = {
	ground: 'school',
	walled: true,
	gate: 0.5,
	parts: [
		part([0.56, 0.97], [0.13, 0.25], 'teaching', 'school', 5, 'teaching', 'ell'),
		part([0.56, 0.97], [0.4, 0.5], 'teaching', 'school', 5, 'teaching'),
		part([0.56, 0.97], [0.63, 0.73], 'teaching', 'school', 4, 'laboratory'),
		part([0.56, 0.78], [0.85, 0.98], 'public', 'school', 2, 'gymnasium'),
		part([0.84, 0.97], [0.86, 0.98], 'public', 'school', 2, 'canteen')
	],
	patches: [
		{ class: 'square', across: [0.03, 0.45], deep: [0.08, 0.93], round: true },
		{ class: 'green', across: [0.09, 0.39], deep: [0.16, 0.85], round: true }
	],
	lanes: [
		[
			[0.5, 0],
			[0.5, 0.96]
		],
		[
			[0.5, 0.32],
			[0.97, 0.32]
		],
		[
			[0.5, 0.56],
			[0.97, 0.56]
		],
		[
			[0.5, 0.79],
			[0.97, 0.79]
		]
	]
};

const COLLEGE: SitePlan = {
	ground: 'school',
	walled: true,
	gate: 0.5,
	parts: [
		part([0.36, 0.64], [0.3, 0.42], 'public', 'school', 6, 'library', 'yard'),
		part([0.06, 0.24], [0.06, 0.12], 'teaching', 'school', 5, 'teaching', 'ell'),
		part([0.06, 0.24], [0.18, 0.23], 'teaching', 'school', 5, 'teaching'),
		part([0.06, 0.24], [0.29, 0.34], 'teaching', 'school', 5, 'teaching'),
		part([0.76, 0.94], [0.06, 0.12], 'teaching', 'school', 6, 'laboratory', 'ell'),
		part([0.76, 0.94], [0.18, 0.23], 'teaching', 'school', 5, 'laboratory'),
		part([0.76, 0.94], [0.29, 0.37], 'public', 'school', 2, 'workshop'),
		part([0.7, 0.94], [0.52, 0.56], 'dormitory', 'school', 6, 'dormitory'),
		part([0.7, 0.94], [0.61, 0.65], 'dormitory', 'school', 6, 'dormitory'),
		part([0.7, 0.94], [0.7, 0.74], 'dormitory', 'school', 6, 'dormitory'),
		part([0.7, 0.94], [0.79, 0.83], 'dormitory', 'school', 6, 'dormitory'),
		part([0.44, 0.6], [0.76, 0.85], 'public', 'school', 3, 'canteen'),
		part([0.42, 0.62], [0.9, 0.98], 'public', 'school', 3, 'gymnasium')
	],
	patches: [
		{ class: 'square', across: [0.05, 0.31], deep: [0.53, 0.93], round: true },
		{ class: 'green', across: [0.08, 0.28], deep: [0.57, 0.89], round: true },
		{ class: 'green', across: [0.38, 0.62], deep: [0.06, 0.24], round: false },
		{ class: 'water', across: [0.4, 0.58], deep: [0.52, 0.68], round: true }
	],
	lanes: [
		[
			[0.5, 0],
			[0.5, 0.03],
			[0.34, 0.05],
			[0.33, 0.47]
		],
		[
			[0.5, 0.03],
			[0.66, 0.05],
			[0.67, 0.47]
		],
		[
			[0.03, 0.47],
			[0.97, 0.47]
		],
		[
			[0.33, 0.47],
			[0.34, 0.72],
			[0.67, 0.72],
			[0.67, 0.47]
		],
		[
			[0.34, 0.72],
			[0.36, 0.96]
		],
		[
			[0.67, 0.72],
			[0.66, 0.96]
		],
		[
			[0.05, 0.15],
			[0.335, 0.15]
		],
		[
			[0.05, 0.26],
			[0.335, 0.26]
		],
		[
			[0.66, 0.15],
			[0.95, 0.15]
		],
		[
			[0.66, 0.26],
			[0.95, 0.26]
		],
		[
			[0.67, 0.585],
			[0.95, 0.585]
		],
		[
			[0.67, 0.675],
			[0.95, 0.675]
		],
		[
			[0.67, 0.765],
			[0.95, 0.765]
		],
		[
			[0.36, 0.875],
			[0.66, 0.875]
		]
	]
};

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
