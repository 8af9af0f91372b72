import type { MultiPolygon } from 'geojson';
import type { LeaningName } from '#domain/division/proposal/objective';
import type { LngLat } from '#domain/place/coord';

/** A cell in numbers while it is painted. */
export interface CellMeter {
	readonly cell: string;
	readonly households: number;
	readonly people: number;
	readonly elders: number;
	readonly children: number;
	readonly employees: number;
	/** Members whose home is in it. */
	readonly members: number;
	readonly units: number;
	/** Buildings with at least one unit in it; one that is shared between cells counts in each of them. */
	readonly buildings: number;
	/** Connected pieces over common borders: 1 is contiguous, 0 empty or without ground. Units without ground do not count. */
	readonly parts: number;
}

export interface DrawnCell {
	readonly cell: string;
	readonly level: 2 | 3;
	/** Empty where the cell has no ground or is gone. */
	readonly geometry: MultiPolygon;
	/** A place for its name, well inside. */
	readonly label: LngLat | null;
}

/** A group of units as if it were a cell. */
export interface SketchedCell {
	readonly geometry: MultiPolygon;
	readonly label: LngLat | null;
	/** Places in the list of those with a common border. */
	readonly beside: readonly number[];
}

/** What a change did: only what is different now. */
export interface DeskNews {
	/** Cells whose outline changed. A cell that is gone is here once more, empty. */
	readonly cells: readonly DrawnCell[];
	/** Cells whose units changed, and new ones; level 2 and 3. */
	readonly meters: readonly CellMeter[];
	/** Ordinals of the units in no cell, rising, and their households. */
	readonly unassigned: { readonly units: readonly number[]; readonly households: number };
	/** For every cell whose outline changed, the cells of its level that it has a border with: to colour them apart. */
	readonly beside: Readonly<Record<string, readonly string[]>>;
}

/** Where the draft and the parcels do not fit together: buildings came or went since one of them was made. */
export interface DeskGaps {
	/** Units of the draft that the parcels do not have, or that have no ground there: counted, but never drawn. */
	readonly withoutGround: readonly number[];
	/** Units with ground inside the community that the draft does not know. They belong to no cell and cannot be painted. */
	readonly notInDraft: readonly number[];
}

/** What a proposal shall be like. */
export interface DeskWish {
	/** The living area to divide, or the whole community. Locked cells stay as they are in both. */
	readonly area: string | null;
	/** How many cells the area shall have in all, locked ones counted. One of `k` and `span` is given. */
	readonly k?: number | undefined;
	/** Fewest and most households of a cell. */
	readonly span?: readonly [fewest: number, most: number] | undefined;
	readonly seed: number;
	readonly respect: { readonly streets: boolean; readonly compounds: boolean };
}

/** One alternative. */
export interface DeskProposal {
	/** Unit ordinals of each new cell, from north-west to south-east; locked cells are not among them. */
	readonly groups: readonly (readonly number[])[];
	/** What it weighs most. */
	readonly leaning: LeaningName;
	readonly scores: {
		/** Of the households a cell should have, as a share. */
		readonly largestDeviation: number;
		/** Households that a new cell should have; buildings, where no households are known. */
		readonly target: number;
		readonly counted: 'households' | 'buildings';
		/** New cells with fewer or more than were asked for. */
		readonly outsideRange: number;
		/** Pieces of ground beyond one for each cell: 0 where all are contiguous. */
		readonly partsApart: number;
		readonly borderMetres: number;
		/** Share of the borders that runs along streets. */
		readonly alongStreets: number;
		readonly compoundsCut: number;
		/** From house to neighbouring house, not along streets; a lower bound by double sweep. */
		readonly diameterMetres: number;
	};
}
