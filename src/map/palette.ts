import type { WishKind } from '#domain/wishes/wish';

/**
 * The colours of the paper and of what is drawn on it. GL cannot read the page's CSS, so they stand here; the
 * ground, ink and accent are those of app.css.
 */
export interface Palette {
	readonly name: 'light' | 'dark';
	readonly ground: string;
	readonly landuse: Readonly<Record<'industrial' | 'school' | 'residential' | 'commercial' | 'square', string>>;
	readonly farmland: string;
	readonly green: string;
	readonly water: string;
	readonly waterEdge: string;
	readonly compound: string;
	readonly compoundEdge: string;
	readonly wall: string;
	readonly building: string;
	readonly buildingPublic: string;
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
		industrial: '#ece8e2',
		school: '#f3ecd6',
		residential: '#f4f0e6',
		commercial: '#f4ebe4',
		square: '#f8f5ee'
	},
	farmland: '#eff0de',
	green: '#dde7cf',
	water: '#c5d9e2',
	waterEdge: '#adc6d2',
	compound: '#f9f7f1',
	compoundEdge: '#d8d2c2',
	wall: '#b9b19d',
	building: '#e4ddcf',
	buildingPublic: '#dcd5cc',
	buildingEdge: '#cdc4b2',
	street: '#ffffff',
	streetMajor: '#fdf6e3',
	casing: '#dcd6c7',
	casingMajor: '#d3c7a6',
	path: '#c4bba8',
	rail: '#aba598',
	label: '#5b5f63',
	labelWater: '#4b7488',
	labelGreen: '#54703f',
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
		industrial: '#1c2025',
		school: '#232320',
		residential: '#171b1f',
		commercial: '#231f20',
		square: '#1a1e22'
	},
	farmland: '#181d1a',
	green: '#1e2d22',
	water: '#1b3c4b',
	waterEdge: '#275264',
	compound: '#1c2228',
	compoundEdge: '#38424b',
	wall: '#4b545c',
	building: '#2f3840',
	buildingPublic: '#363e49',
	buildingEdge: '#414c57',
	street: '#414b55',
	streetMajor: '#50565c',
	casing: '#0e1215',
	casingMajor: '#0c0f12',
	path: '#4a545d',
	rail: '#505860',
	label: '#a7abae',
	labelWater: '#7fa9bb',
	labelGreen: '#8aa87c',
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
