import type { PlanSheet, SheetCell } from '#domain/division/plan-sheet';

/** A draft of one community as its worker sees it, with these cells. */
export function sheetOf(
	cells: readonly Partial<SheetCell>[],
	more: { readonly settings?: unknown } & Partial<PlanSheet> = {}
): PlanSheet {
	const { settings = {}, ...rest } = more;
	return {
		plan: {
			...{ id: 'plan', name: '新方案', status: 'draft', version: 1, communityId: 'community', districtId: 'district' },
			...{ baseId: null, editionId: null, effectiveFrom: null, effectiveUntil: null, createdAt: '2026-11-21T00:00:00Z' }
		},
		base: null,
		inForce: null,
		community: { id: 'community', name: '社区', code: '130202003005' },
		district: { id: 'district', name: '区', nameEn: '', settings },
		works: true,
		administers: false,
		detail: 'exact',
		turns: [],
		cells: cells.map((cell) => ({
			...{ id: '', node: '', level: 3, parentId: null, name: '网格', code: null, kind: 'ordinary', validUntil: null },
			...{ units: 1, buildings: 1, figures: { households: 50 } },
			...cell
		})),
		leftOut: { units: 0, households: 0, buildings: [] },
		communities: [],
		...rest
	};
}
