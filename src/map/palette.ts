import type { WishKind } from '#domain/wishes/wish';

/**
 * The colours of the paper and of what is drawn on it. GL cannot read the page's CSS, so they stand here; the
 * ground, ink and accent are those of app.css.
 */
export interface Palette {
	readonly name: 'light' | 'dark' | 'light-high' | 'dark-high';
	readonly ground: string;
	readonly landuse: Readonly<Record<'industrial' | 'school' | 'residential' | 'commercial' | 'square', string>>;
	readonly farmland: string;
	readonly green: string;
	readonly greenEdge: string;
	readonly water: string;
	readonly waterEdge: string;
	readonly compound: string;
	readonly compoundEdge: string;
	readonly wall: string;
	/** Homes, and what nobody knows; schools, hospitals and offices of the public; shops and offices; works. */
	readonly building: string;
	readonly buildingPublic: string;
	readonly buildingWork: string;
	readonly buildingIndustry: string;
	readonly shadow: string;
	readonly buildingEdge: string;
	readonly street: string;
	readonly streetMajor: string;
	readonly casing: string;
	readonly casingMajor: string;
	readonly path: string;
	readonly rail: string;
	readonly label: string;
	readonly labelWater: string;
	readonly labelGreen: string;
	readonly labelPlace: string;
	readonly labelNumber: string;
	readonly halo: string;
	/** Boundaries and names of cells: one hue, told apart by weight and size. */
	readonly cell: string;
	readonly cellSoft: string;
	readonly selected: string;
	readonly selectedHalo: string;
	readonly vacant: string;
	/** Walking circles: one hue; the nearer tier the stronger. */
	readonly circle: string;
	readonly disc: string;
	/** The Party-Mass centres' mark. */
	readonly centre: string;
	readonly centreQuiet: string;
	readonly onCentre: string;
	readonly member: string;
	readonly onMember: string;
	readonly wish: Readonly<Record<WishKind, string>>;
	readonly onWish: Readonly<Record<WishKind, string>>;
}

export const LIGHT: Palette = {
	name: 'light',
	ground: '#f5f3ec',
	landuse: {
		industrial: '#eae8e3',
		school: '#f3eee0',
		residential: '#eeeae0',
		commercial: '#f4e9e2',
		square: '#f7f3ea'
	},
	farmland: '#f0f1e3',
	green: '#d6e5c6',
	water: '#bcd6e3',
	greenEdge: '#c6d6b2',
	waterEdge: '#9fc0d0',
	compound: '#f0ece1',
	compoundEdge: '#dbd4c3',
	wall: '#b3a88f',
	building: '#e3dac9',
	buildingPublic: '#dfd6dc',
	buildingWork: '#e6d6c8',
	buildingIndustry: '#d8d8d3',
	shadow: '#cfc6b4',
	buildingEdge: '#c0b49c',
	street: '#ffffff',
	streetMajor: '#fdf0cc',
	casing: '#d9d2c1',
	casingMajor: '#d3c193',
	path: '#bdb197',
	rail: '#a7a29a',
	label: '#5b5f63',
	labelWater: '#4b7488',
	labelGreen: '#54703f',
	labelPlace: '#3d4247',
	labelNumber: '#6a5a3f',
	halo: '#fbfaf5',
	cell: '#1d5c74',
	cellSoft: '#4a7d91',
	selected: '#0f4a61',
	selectedHalo: '#ffffff',
	vacant: '#7a4d00',
	circle: '#4f46b8',
	disc: '#4f46b8',
	centre: '#c62828',
	centreQuiet: '#857f78',
	onCentre: '#ffffff',
	member: '#4a4f57',
	onMember: '#ffffff',
	wish: { goods: '#1f62ad', service: '#e6ac1c', urgent: '#b3261e' },
	onWish: { goods: '#ffffff', service: '#2e2200', urgent: '#ffffff' }
};

export const DARK: Palette = {
	name: 'dark',
	ground: '#14181c',
	landuse: {
		industrial: '#1d2226',
		school: '#24231d',
		residential: '#191e23',
		commercial: '#221f22',
		square: '#1a1e22'
	},
	farmland: '#171c1a',
	green: '#1d3024',
	water: '#1a3d4e',
	greenEdge: '#2b3f30',
	waterEdge: '#2a586c',
	compound: '#1b2127',
	compoundEdge: '#343e47',
	wall: '#56606a',
	building: '#303a43',
	buildingPublic: '#383b4c',
	buildingWork: '#3d383a',
	buildingIndustry: '#33393d',
	shadow: '#0b0e11',
	buildingEdge: '#4d5a66',
	street: '#434d58',
	streetMajor: '#5d5d57',
	casing: '#0c1013',
	casingMajor: '#0c0f12',
	path: '#525d67',
	rail: '#505860',
	label: '#a7abae',
	labelWater: '#7fa9bb',
	labelGreen: '#8aa87c',
	labelPlace: '#cdd1d4',
	labelNumber: '#c9b995',
	halo: '#14181c',
	cell: '#7fbdd3',
	cellSoft: '#5b8fa3',
	selected: '#b8e2f1',
	selectedHalo: '#0b1216',
	vacant: '#ecc274',
	circle: '#9aa0ff',
	disc: '#a9aef5',
	centre: '#e5534b',
	centreQuiet: '#8d9196',
	onCentre: '#ffffff',
	member: '#c9cdd2',
	onMember: '#14181c',
	wish: { goods: '#6ea8e8', service: '#f0c04a', urgent: '#ff8a80' },
	onWish: { goods: '#08182a', service: '#241a00', urgent: '#2b0907' }
};
