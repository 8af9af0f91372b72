import { codesOf, type CellCode } from '#domain/division/codes';
import type { PlanSheet } from '#domain/division/plan-sheet';
import { parseCodeTemplate } from '#domain/place/code-template';
import type { LngLat } from '#domain/place/coord';
import { parseSettings } from '#domain/place/settings';

const NOWHERE: LngLat = [0, 0];

/** Codes for the cells of a plan, or the name of what stands against it. */
export type Coding = { readonly codes: readonly CellCode[] } | { readonly refusal: string };

/**
 * Writes the codes of a proposal by the district's template; cells that bear a fitting code keep it.
 *
 * @param places a place inside each cell by node; a cell without ground is numbered as if it lay far in the south west
 */
export function codingOf(sheet: PlanSheet, places: ReadonlyMap<string, LngLat>): Coding {
	const parts = parseCodeTemplate(parseSettings(sheet.district.settings).codeTemplate);
	if (!parts || !sheet.community) return { refusal: 'code-template' };
	const coded = (level: 2 | 3, parent: string | null) =>
		sheet.cells
			.filter((cell) => cell.level === level && cell.parentId === parent)
			.map(({ id, node, code }) => ({ id, code, at: places.get(node) ?? NOWHERE }));
	const areas = coded(2, null).map((area) => ({ ...area, stairs: coded(3, area.id) }));
	try {
		return { codes: codesOf(parts, sheet.community.code, areas) };
	} catch (cause) {
		if (cause instanceof RangeError) return { refusal: 'codes-exhausted' };
		throw cause;
	}
}
