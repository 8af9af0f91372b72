import type { Finding } from '#domain/division/polygons/finding';
import type { CellKind } from '#domain/place/survey';

/** A polygon of the file that became a cell, or would have. */
export interface CheckedPolygon {
	readonly feature: number;
	readonly name: string;
	readonly code: string;
	readonly level: 2 | 3;
	/** Feature of its living area; null for a living area and for an orphan. */
	readonly parent: number | null;
	readonly areaM2: number;
	/** What stands in it; null where no buildings were given to compare with. */
	readonly buildings: number | null;
	readonly units: number | null;
	readonly households: number | null;
}

/** Where the buildings went, in numbers. */
export interface AssignedSums {
	readonly buildings: number;
	readonly units: number;
	readonly households: number;
	/** Of them in no polygon. */
	readonly leftBuildings: number;
	readonly leftUnits: number;
	readonly leftHouseholds: number;
	readonly splitBuildings: number;
}

export interface PolygonReport {
	readonly features: number;
	readonly corners: number;
	readonly polygons: readonly CheckedPolygon[];
	/** What every polygon of the file is called, those that were left out as well. */
	readonly called: readonly { readonly feature: number; readonly name: string; readonly code: string }[];
	readonly findings: readonly Finding[];
	/** Null where no buildings were given. */
	readonly assigned: AssignedSums | null;
}

/** The cells that a draft gets: what holds no building is not among them. */
export interface Division {
	readonly areas: readonly { readonly name: string; readonly kind: CellKind }[];
	readonly cells: readonly {
		/** Place among the areas. */
		readonly area: number;
		readonly name: string;
		readonly kind: CellKind;
		/** Ordinals, rising. */
		readonly units: readonly number[];
	}[];
}

/** Kinds that a file often has in every feature: told once, with all their numbers. */
const TOGETHER: ReadonlySet<Finding['kind']> = new Set([
	'other-shape',
	'empty',
	'open-ring',
	'ring-order',
	'height',
	'outside',
	'community-level',
	'level-missing',
	'stairless-area',
	'empty-cell',
	'unmeasured'
]);

/** The findings with those of one kind told together where a file has them in every feature. */
export function toldTogether(findings: readonly Finding[]): Finding[] {
	const told: Finding[] = [];
	const places = new Map<string, number>();
	for (const finding of findings) {
		const key = `${finding.kind} ${finding.done} ${finding.word ?? ''}`;
		const place = TOGETHER.has(finding.kind) ? places.get(key) : undefined;
		if (place === undefined) {
			places.set(key, told.length);
			told.push(TOGETHER.has(finding.kind) ? { ...finding, count: finding.features.length } : finding);
			continue;
		}
		const features = [...told[place]!.features, ...finding.features];
		told[place] = { ...told[place]!, features, count: features.length };
	}
	return told;
}
