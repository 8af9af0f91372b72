import type { Palette } from '#map/palette';

const ON_WHITE: Partial<Palette> = {
	ground: '#ffffff',
	compound: '#ffffff',
	compoundEdge: '#8a8a8a',
	wall: '#6b6b6b',
	building: '#e9e9e9',
	buildingPublic: '#dcdcdc',
	buildingWork: '#e3e3e3',
	buildingIndustry: '#d6d6d6',
	shadow: '#b8b8b8',
	buildingEdge: '#757575',
	casing: '#8c8c8c',
	casingMajor: '#6e6e6e',
	water: '#b5d6ea',
	waterEdge: '#2f6d92',
	greenEdge: '#5f7f4a',
	label: '#1a1a1a',
	labelWater: '#0b3f5c',
	labelGreen: '#1f4012',
	labelPlace: '#000000',
	labelNumber: '#3a2e14',
	halo: '#ffffff',
	cell: '#00405c',
	cellSoft: '#00405c',
	selected: '#000000',
	circle: '#2a2194',
	disc: '#2a2194',
	centre: '#8c0a0a',
	centreQuiet: '#4d4d4d',
	member: '#1a1a1a'
};

const ON_BLACK: Partial<Palette> = {
	ground: '#000000',
	compound: '#0d0d0d',
	compoundEdge: '#8a8a8a',
	greenEdge: '#6f8f66',
	wall: '#9a9a9a',
	buildingEdge: '#9a9a9a',
	label: '#ffffff',
	labelWater: '#b5e2f5',
	labelGreen: '#c5e8b5',
	labelPlace: '#ffffff',
	labelNumber: '#f0e2c0',
	halo: '#000000',
	cell: '#8fd8f5',
	cellSoft: '#8fd8f5',
	selected: '#ffffff',
	circle: '#c9ccff',
	disc: '#c9ccff',
	centreQuiet: '#c9c9c9',
	member: '#ffffff'
};

/** The same map for somebody who needs contrast: paler ground, edges drawn out, every name at 7 : 1 and more. */
export function highContrast(palette: Palette): Palette {
	const dark = palette.name.startsWith('dark');
	return { ...palette, ...(dark ? ON_BLACK : ON_WHITE), name: dark ? 'dark-high' : 'light-high' };
}
