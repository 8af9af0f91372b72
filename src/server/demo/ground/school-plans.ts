import { part } from '#server/demo/ground/site-plan';
import type { SitePlan } from '#server/demo/ground/site-plan';

/** A school: classrooms on one side, the running track on the other. */
export const SCHOOL: SitePlan = {
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

/** A college with a campus of its own: teaching in front, dormitories and track behind. */
export const COLLEGE: SitePlan = {
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
