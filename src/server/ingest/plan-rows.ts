import type { Survey } from '#domain/place/survey';
import type { Batch } from '#server/ingest/bulk-insert';

/** Rows of the first plan, which is in force from the start: lineages, living areas, cells and their units. */
export function planBatches({ district, plan }: Survey): Batch[] {
	const communityOfArea = new Map(plan.livingAreas.map(({ id, communityId }) => [id, communityId]));
	const common = { district_id: district.id, plan_id: plan.id };
	const areas = plan.livingAreas.map(({ id, lineageId, communityId, name, code }) => ({
		...common,
		...{ id, lineage_id: lineageId, community_id: communityId, level: 2, parent_id: null, name, code, kind: 'ordinary' }
	}));
	const cells = plan.cells.map(({ id, lineageId, livingAreaId, name, code, kind }) => ({
		...common,
		...{ id, lineage_id: lineageId, community_id: communityOfArea.get(livingAreaId)! },
		...{ level: 3, parent_id: livingAreaId, name, code, kind }
	}));
	return [
		{
			table: 'plans',
			columns: { id: 'uuid', district_id: 'uuid', name: 'text', status: 'text', effective_from: 'date' },
			rows: [
				{
					id: plan.id,
					district_id: district.id,
					name: plan.name,
					status: 'effective',
					effective_from: plan.effectiveFrom
				}
			]
		},
		{
			table: 'lineages',
			columns: { id: 'uuid', district_id: 'uuid', community_id: 'uuid', level: 'int' },
			rows: [...areas, ...cells].map(({ lineage_id, district_id, community_id, level }) => ({
				id: lineage_id,
				district_id,
				community_id,
				level
			}))
		},
		{
			table: 'cells',
			columns: {
				id: 'uuid',
				district_id: 'uuid',
				community_id: 'uuid',
				plan_id: 'uuid',
				lineage_id: 'uuid',
				level: 'int',
				parent_id: 'uuid',
				name: 'text',
				code: 'text',
				kind: 'text'
			},
			rows: [...areas, ...cells]
		},
		{
			table: 'cell_units',
			columns: { plan_id: 'uuid', unit_id: 'uuid', district_id: 'uuid', cell_id: 'uuid' },
			rows: plan.cells.flatMap(({ id, unitIds }) => unitIds.map((unit) => ({ ...common, unit_id: unit, cell_id: id })))
		}
	];
}
