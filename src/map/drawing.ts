import type { FeatureCollection } from 'geojson';
import type { LayerSpecification, SourceSpecification } from 'maplibre-gl';

/** Something that one file of map/layers draws: its data, its paint and which of it can be picked. */
export interface Drawing {
	/** The name under which the legend switches it. */
	readonly name: string;
	readonly sources: Readonly<Record<string, DrawingSource>>;
	/** Ids must stand in `ORDER` (map/order.ts), which decides the z-order. */
	readonly layers: readonly LayerSpecification[];
	/** Style layers in which a click or hover finds something, topmost first. */
	readonly pick?: readonly string[];
	/** Images that symbols need, by id; drawn once, when first asked for. */
	readonly images?: Readonly<Record<string, () => ImageData>>;
}

/** Plain data, or a source of MapLibre's own such as tiles. Data are compared by identity. */
export type DrawingSource = FeatureCollection | SourceSpecification;

/** What a click hit: the drawing, and the picked feature's properties. */
export interface Picked {
	readonly drawing: string;
	readonly layer: string;
	readonly properties: Readonly<Record<string, unknown>>;
}

/** The map's camera: Web Mercator zoom of 512 px tiles, degrees WGS-84. */
export interface Camera {
	readonly zoom: number;
	readonly lng: number;
	readonly lat: number;
}

/** Pixels of the canvas that something else covers, e.g. a sheet. */
export interface Cover {
	readonly top: number;
	readonly right: number;
	readonly bottom: number;
	readonly left: number;
}

export const EMPTY: FeatureCollection = { type: 'FeatureCollection', features: [] };
