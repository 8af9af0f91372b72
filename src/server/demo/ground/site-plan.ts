import type { BuildingKind, GroundClass } from '#domain/place/survey';
import type { BuildingRole } from '#server/demo/ground/board';

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

/** Shorthand of the plans: where, what, how high, and its word. */
export const part = (
	across: readonly [number, number],
	deep: readonly [number, number],
	role: BuildingRole,
	kind: BuildingKind,
	levels: number,
	label = '',
	shape: Shape = 'bar'
): SitePart => ({ across, deep, role, kind, levels, label, shape });
