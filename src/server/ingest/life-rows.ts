import type { TownLife } from '#domain/place/town-life';
import type { Batch } from '#server/ingest/bulk-insert';
import { pointHex } from '#server/ingest/ground-rows';

/** Rows of the people and services of a demo district. Wishes have rows of their own (wish-rows.ts). */
export function lifeBatches(districtId: string, life: TownLife): Batch[] {
	return [organisations(districtId, life), ...centres(districtId, life), ...members(districtId, life)];
}

function organisations(district_id: string, life: TownLife): Batch {
	return {
		table: 'organisations',
		columns: {
			id: 'uuid',
			district_id: 'uuid',
			community_id: 'uuid',
			building_id: 'uuid',
			name: 'text',
			kind: 'text'
		},
		rows: life.organisations.map(({ id, communityId, buildingId, name, kind }) => ({
			id,
			district_id,
			community_id: communityId,
			building_id: buildingId,
			name,
			kind
		}))
	};
}

function centres(district_id: string, life: TownLife): Batch[] {
	return [
		{
			table: 'centres',
			columns: {
				id: 'uuid',
				district_id: 'uuid',
				community_id: 'uuid',
				name: 'text',
				kind: 'text',
				status: 'text',
				address: 'text',
				position: 'geometry',
				area_m2: 'int',
				floor: 'int',
				phone: 'text'
			},
			rows: life.centres.map(({ id, communityId, name, kind, status, address, position, areaM2, floor, phone }) => ({
				...{ id, district_id, community_id: communityId, name, kind, status, address },
				...{ position: pointHex(position), area_m2: areaM2, floor, phone }
			}))
		},
		{
			table: 'service_items',
			columns: { district_id: 'uuid', centre_id: 'uuid', name: 'text' },
			rows: life.centres.flatMap(({ id, items }) => items.map((name) => ({ district_id, centre_id: id, name })))
		},
		{
			table: 'opening_hours',
			columns: { district_id: 'uuid', centre_id: 'uuid', weekday: 'int', opens_minute: 'int', closes_minute: 'int' },
			rows: life.centres.flatMap(({ id, hours }) =>
				hours.map(({ weekday, opensMinute, closesMinute }) => ({
					...{ district_id, centre_id: id, weekday },
					...{ opens_minute: opensMinute, closes_minute: closesMinute }
				}))
			)
		}
	];
}

function members(district_id: string, life: TownLife): Batch[] {
	return [
		{
			table: 'members',
			columns: {
				id: 'uuid',
				district_id: 'uuid',
				community_id: 'uuid',
				name: 'text',
				phone: 'text',
				kind: 'text',
				organisation_id: 'uuid',
				home_unit_id: 'uuid',
				lineage_id: 'uuid',
				shows_identity: 'boolean',
				away_since: 'date',
				away_until: 'date'
			},
			rows: life.members.map((member) => ({
				id: member.id,
				district_id,
				community_id: member.communityId,
				name: member.name,
				phone: member.phone,
				kind: member.kind,
				organisation_id: member.organisationId,
				home_unit_id: member.homeUnitId,
				lineage_id: member.lineageId,
				shows_identity: member.showsIdentity,
				away_since: member.awaySince,
				away_until: member.awayUntil
			}))
		},
		{
			table: 'duties',
			columns: {
				id: 'uuid',
				district_id: 'uuid',
				community_id: 'uuid',
				node_id: 'uuid',
				duty: 'text',
				member_id: 'uuid',
				person_name: 'text',
				person_phone: 'text',
				public_name: 'boolean',
				valid_from: 'date'
			},
			rows: life.duties.map((duty) => ({
				id: duty.id,
				district_id,
				community_id: duty.communityId,
				node_id: duty.nodeId,
				duty: duty.duty,
				member_id: duty.memberId,
				person_name: duty.personName,
				person_phone: duty.personPhone,
				public_name: duty.publicName,
				valid_from: duty.validFrom
			}))
		},
		{
			table: 'teams',
			columns: { id: 'uuid', district_id: 'uuid', node_id: 'uuid', name: 'text', kind: 'text' },
			rows: life.teams.map(({ id, nodeId, name, kind }) => ({ id, district_id, node_id: nodeId, name, kind }))
		},
		{
			table: 'team_members',
			columns: { team_id: 'uuid', member_id: 'uuid', district_id: 'uuid', leads: 'boolean' },
			rows: life.teams.flatMap(({ id, members: each }) =>
				each.map(({ memberId, leads }) => ({ team_id: id, member_id: memberId, district_id, leads }))
			)
		}
	];
}
