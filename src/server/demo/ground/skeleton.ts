import type { Line } from '#server/demo/shape/plane';
import type { WayClass } from '#domain/place/survey';

/** What a line of the street plan is: a way, or something else that parts the ground. */
export type LineClass = WayClass | 'river' | 'rail' | 'frame' | 'plot';

export type ArterialKey =
	| 'westRing'
	| 'eastRing'
	| 'highway'
	| 'stationRoad'
	| 'peopleWest'
	| 'peopleEast'
	| 'liberationNorth'
	| 'liberationSouth'
	| 'culture'
	| 'academy'
	| 'prosperity'
	| 'greenAvenue'
	| 'construction'
	| 'coreRing';

/** The main streets as they would be sketched on paper: metres from the town's origin, ends drawn past their meeting. */
export const ARTERIALS: readonly { key: ArterialKey; class: WayClass; controls: Line }[] = [
	{
		key: 'westRing',
		class: 'secondary',
		controls: [
			[-1180, 1980],
			[-1230, 1400],
			[-1255, 1030],
			[-1300, 700],
			[-1385, 280],
			[-1405, -70],
			[-1325, -440],
			[-1215, -740],
			[-1165, -960],
			[-1210, -1350],
			[-1150, -1950]
		]
	},
	{
		key: 'eastRing',
		class: 'secondary',
		controls: [
			[1330, 1980],
			[1345, 1500],
			[1395, 1110],
			[1490, 800],
			[1585, 420],
			[1605, 80],
			[1525, -250],
			[1490, -560],
			[1370, -800],
			[1330, -990]
		]
	},
	{
		key: 'highway',
		class: 'trunk',
		controls: [
			[-3000, -740],
			[-2000, -900],
			[-1330, -940],
			[-700, -1000],
			[0, -1020],
			[600, -985],
			[1200, -950],
			[1850, -870],
			[3000, -640]
		]
	},
	{
		key: 'stationRoad',
		class: 'secondary',
		controls: [
			[-1335, 790],
			[-900, 850],
			[-215, 828],
			[420, 885],
			[1000, 955],
			[1480, 930]
		]
	},
	{
		key: 'peopleWest',
		class: 'primary',
		controls: [
			[-3000, 790],
			[-2050, 620],
			[-1330, 470],
			[-900, 385],
			[-535, 340]
		]
	},
	{
		key: 'peopleEast',
		class: 'primary',
		controls: [
			[-30, 330],
			[230, 405],
			[560, 375],
			[980, 285],
			[1490, 240],
			[2200, 340],
			[3000, 300]
		]
	},
	{
		key: 'liberationNorth',
		class: 'secondary',
		controls: [
			[-278, 555],
			[-258, 690],
			[-215, 850]
		]
	},
	{
		key: 'liberationSouth',
		class: 'primary',
		controls: [
			[-238, 165],
			[-218, 20],
			[-185, -130],
			[-212, -420],
			[-150, -720],
			[-180, -1010],
			[-240, -1350],
			[-190, -2000]
		]
	},
	{
		key: 'culture',
		class: 'secondary',
		controls: [
			[-950, 1050],
			[-905, 860],
			[-850, 600],
			[-795, 300],
			[-835, 30],
			[-795, -170],
			[-748, -450],
			[-835, -750],
			[-800, -1020]
		]
	},
	{
		key: 'academy',
		class: 'secondary',
		controls: [
			[420, 1980],
			[360, 1400],
			[395, 1080],
			[402, 850],
			[478, 600],
			[522, 380],
			[470, 150],
			[505, -60],
			[570, -300],
			[518, -560],
			[610, -800],
			[588, -1010]
		]
	},
	{
		key: 'prosperity',
		class: 'primary',
		controls: [
			[1030, 1140],
			[1005, 900],
			[952, 600],
			[995, 290],
			[1062, 0],
			[998, -345],
			[1045, -620],
			[972, -860],
			[1010, -1010],
			[1060, -1350],
			[1010, -1950]
		]
	},
	{
		key: 'greenAvenue',
		class: 'primary',
		controls: [
			[-85, 500],
			[140, 628],
			[470, 715],
			[960, 745],
			[1570, 655]
		]
	},
	{
		key: 'construction',
		class: 'primary',
		controls: [
			[-3000, -380],
			[-2000, -470],
			[-1310, -500],
			[-780, -462],
			[-205, -545],
			[300, -498],
			[550, -540],
			[1030, -650],
			[1520, -605],
			[2150, -690],
			[3000, -560]
		]
	}
];

/** The street where the wall of the old town stood. */
export const CORE_RING: Line = [
	[-556, 330],
	[-505, 478],
	[-365, 572],
	[-192, 560],
	[-52, 478],
	[-8, 335],
	[-72, 198],
	[-238, 152],
	[-432, 186]
];

export const RIVER: Line = [
	[-3000, 560],
	[-2300, 450],
	[-1750, 290],
	[-1330, 55],
	[-960, -120],
	[-560, -150],
	[-225, -25],
	[80, 70],
	[400, 20],
	[720, -180],
	[1060, -350],
	[1450, -365],
	[1900, -490],
	[2400, -440],
	[3000, -540]
];

export const RAILWAY: Line = [
	[-3000, 1010],
	[-1500, 1000],
	[-300, 1012],
	[500, 1075],
	[1500, 1110],
	[3000, 1260]
];

/** Metres from the river's middle line: half of the water, the promenade, the street along it. */
export const RIVER_HALF_WIDTH = 26;
export const PROMENADE_OFFSET = 36;
export const EMBANKMENT_OFFSET = 82;

/** West, south, east, north of the drawing: farmland fills what the town leaves. */
export const FRAME = [-2800, -1850, 2800, 1900] as const;

export const COUNTRY_ROADS: readonly { controls: Line }[] = [
	{
		controls: [
			[-2080, -960],
			[-2150, -430],
			[-2090, 440],
			[-2160, 1000],
			[-2120, 1950]
		]
	},
	{
		controls: [
			[2150, -850],
			[2190, -480],
			[2130, 330],
			[2200, 1180],
			[2160, 1950]
		]
	},
	{
		controls: [
			[-2850, -1420],
			[-1400, -1380],
			[-220, -1450],
			[1040, -1400],
			[2850, -1330]
		]
	},
	{
		controls: [
			[-2850, 1480],
			[-1430, 1450],
			[380, 1500],
			[1590, 1520],
			[2850, 1600]
		]
	}
];

/** Metres from the middle of a way to the ground beside it. */
export const HALF_WIDTH: Record<LineClass, number> = {
	trunk: 25,
	primary: 21,
	secondary: 17,
	tertiary: 12,
	residential: 8,
	service: 5,
	pedestrian: 5,
	footway: 3,
	path: 2,
	steps: 2,
	track: 3,
	river: RIVER_HALF_WIDTH,
	rail: 18,
	frame: 0,
	plot: 0.8
};
