import { randomUUID } from 'node:crypto';
import { at, tokenOf } from './fixture.ts';

/** The matrix: what each role, held on community C1, may do with what stands where. A table or function that is not
 * written here fails the test, and so does one that is written here and gone. */

export const MATRIX_ROLES = ['anon', 'resident', 'volunteer', 'worker', 'official', 'administrator'] as const;
export type MatrixRole = (typeof MATRIX_ROLES)[number];

/** Where a thing stands, seen from C1: there, in one of its cells, above it, elsewhere in D, in E, or nowhere. */
export const RELATIONS = ['own', 'child', 'parent', 'sibling', 'stranger', 'absent'] as const;
export type Relation = (typeof RELATIONS)[number];

/**
 * A rule about rows: relations, `all`, `open` (the table's own notion of public), `mine`; joined by `+` all must
 * hold, separated by blanks one is enough; empty is nothing.
 */
export interface TableRule {
	readonly key: string;
	/** SQL over the row `t`, run as owner: the node it stands on. */
	readonly node: string;
	readonly open?: string;
	/** SQL: the account it belongs to. */
	readonly mine?: string;
	readonly read: Readonly<Record<MatrixRole, string>>;
}

/** What all roles get, and who gets something else. */
function to<T>(everybody: T, others: Partial<Record<MatrixRole, T>> = {}): Record<MatrixRole, T> {
	const pairs = MATRIX_ROLES.map((role) => [role, others[role] ?? everybody] as const);
	return Object.fromEntries(pairs) as Record<MatrixRole, T>;
}

const ground = (node: string, key = 't.id'): TableRule => ({ key, node, read: to('all') });
const ofPlan = 'select p.status <> $$draft$$ from public.plans p where p.id = t.plan_id';
const standsOn = 'select coalesce(p.community_id, p.district_id) from public.plans p where p.id = t.plan_id';
const ofWish = (column: string) =>
	`select coalesce(w.lineage_id, w.community_id) from public.wishes w where w.id = t.${column}`;

// Nobody writes a table: insert, update and delete are refused to every role on every one of these.
export const TABLES: Readonly<Record<string, TableRule>> = {
	nodes: ground('t.id'),
	districts: ground('t.id'),
	subdistricts: ground('t.id'),
	communities: ground('t.id'),
	compounds: ground('t.community_id'),
	buildings: ground('t.community_id'),
	units: ground('t.community_id'),
	parcels: ground('t.community_id', 't.unit_id'),
	street_artefacts: ground('t.district_id'),
	lineages: ground('t.id'),
	centres: ground('t.community_id'),
	service_items: ground('t.district_id'),
	opening_hours: ground('t.district_id'),
	organisations: ground('t.community_id'),
	teams: ground('t.node_id'),
	duties: ground('t.node_id'),
	plans: {
		key: 't.id',
		node: 'coalesce(t.community_id, t.district_id)',
		open: "t.status <> 'draft'",
		read: to('open', { worker: 'open own', administrator: 'open own' })
	},
	cells: {
		key: 't.id',
		node: `(${standsOn})`,
		open: `(${ofPlan})`,
		read: to('open', { worker: 'open own', administrator: 'open own' })
	},
	cell_units: {
		key: "t.plan_id || ' ' || t.unit_id",
		node: `(${standsOn})`,
		open: `(${ofPlan})`,
		read: to('open', { worker: 'open own', administrator: 'open own' })
	},
	plan_steps: {
		key: 't.id',
		node: 't.community_id',
		read: to('', { worker: 'own child', administrator: 'own child' })
	},
	profiles: { key: 't.id', node: 'null::uuid', mine: 't.id', read: to('mine', { anon: '' }) },
	grants: {
		key: 't.id',
		node: 't.node_id',
		mine: 't.user_id',
		open: "t.role = 'volunteer'",
		read: to('mine', { anon: '', worker: 'mine own+open child+open', administrator: 'mine own child' })
	},
	invitations: { key: 't.id', node: 't.node_id', read: to('', { administrator: 'own child' }) },
	members: {
		key: 't.id',
		node: 'coalesce(t.lineage_id, t.community_id)',
		mine: 't.user_id',
		read: to('mine', { anon: '', worker: 'own child' })
	},
	team_members: {
		key: "t.team_id || ' ' || t.member_id",
		node: '(select m.node_id from public.teams m where m.id = t.team_id)',
		read: to('', { worker: 'own child' })
	},
	wishes: {
		key: 't.id',
		node: 'coalesce(t.lineage_id, t.community_id)',
		open: "t.state in ('published', 'claimed')",
		read: to('open', { worker: 'open own child', official: '' })
	},
	wish_doors: { key: 't.wish_id', node: `(${ofWish('wish_id')})`, read: to('', { worker: 'own child' }) },
	wish_claims: { key: 't.id', node: `(${ofWish('wish_id')})`, read: to('', { worker: 'own child' }) },
	operations: { key: 't.id', node: 'null::uuid', mine: 't.actor_id', read: to('mine', { anon: '' }) },
	imports: { key: 't.id', node: 'null::uuid', mine: 't.actor_id', read: to('mine', { anon: '' }) },
	audit_entries: { key: 't.id', node: 't.node_id', read: to('', { worker: 'own child', administrator: 'own child' }) },
	feed: {
		key: 't.id',
		node: 'coalesce(t.community_id, t.district_id)',
		open: 't.is_public',
		read: to('open', { worker: 'open own child', administrator: 'open own child' })
	}
};

/** What a call is answered with: `ok`, `denied` (no right to execute) or the refusal's name. */
export type Answer = string;

export interface FunctionRule {
	/** The arguments for a thing that stands so, or null where there is no such thing. */
	readonly args: (relation: Relation) => Readonly<Record<string, unknown>> | null;
	/** One answer for every relation, or by relation with `else`. */
	readonly answers: Readonly<Record<MatrixRole, Answer | Partial<Record<Relation | 'else', Answer>>>>;
}

const NODE: Readonly<Record<Relation, string>> = {
	own: 'C1',
	child: 'X111',
	parent: 'D',
	sibling: 'C2',
	stranger: 'C9',
	absent: 'none'
};
const districtOf = (relation: Relation): string =>
	relation === 'stranger' ? at('E') : relation === 'absent' ? at('none') : at('D');
const nothing = (relation: Relation) => (relation === 'own' ? {} : null);
const inDistrict = (relation: Relation) =>
	relation === 'own' || relation === 'stranger' || relation === 'absent' ? { p_district: districtOf(relation) } : null;
const one = (parameter: string, names: Partial<Record<Relation, string>>) => (relation: Relation) => {
	const name = relation === 'absent' ? 'none' : names[relation];
	return name === undefined ? null : { [parameter]: at(name) };
};
const write =
	(
		thing: (relation: Relation) => Readonly<Record<string, unknown>> | null,
		rest: Readonly<Record<string, unknown>> = {}
	) =>
	(relation: Relation) => {
		const named = thing(relation);
		return named && { p_operation: randomUUID(), ...named, ...rest };
	};
const onNode = one('p_node', NODE);
const withDistrict =
	(thing: (relation: Relation) => Readonly<Record<string, unknown>> | null) => (relation: Relation) => {
		const named = thing(relation);
		return named && { ...named, p_district: districtOf(relation) };
	};
const aCell = { child: 'X111', sibling: 'X211', stranger: 'X911' };
const aMember = { own: 'member C1', child: 'member X111', sibling: 'member X211', stranger: 'member X911' };
const aHiddenWish = { own: 'wish C1', child: 'wish X111', sibling: 'wish X211', stranger: 'wish X911' };
const aVolunteer = { own: 'asked C1', child: 'asked X111', sibling: 'asked C2', stranger: 'asked C9' };
const anAccount = {
	own: 'worker',
	child: 'cell-worker',
	parent: 'chief',
	sibling: 'sibling-worker',
	stranger: 'stranger-chief'
};

const knownOrAbsent = to<FunctionRule['answers'][MatrixRole]>({ absent: 'not-found', else: 'ok' });
const signedIn = (answer: FunctionRule['answers'][MatrixRole], others: Partial<FunctionRule['answers']> = {}) =>
	to<FunctionRule['answers'][MatrixRole]>(answer, { anon: 'denied', ...others });
const ownWorkers = signedIn('not-found', { worker: { own: 'ok', child: 'ok', else: 'not-found' } });
const ownAdministrators = (answer: Answer) =>
	signedIn(answer, { administrator: { own: 'ok', child: 'ok', else: answer } });

const aProposal = { own: 'proposal C1', sibling: 'proposal C2', stranger: 'proposal C9' };
const aDuty = { own: 'duty C1', child: 'duty X111', parent: 'duty D', sibling: 'duty X211', stranger: 'duty X911' };
const changesDuty = signedIn(
	{ absent: 'not-found', else: 'not-permitted' },
	{
		worker: { own: 'ok', child: 'ok', absent: 'not-found', else: 'not-permitted' },
		administrator: { own: 'ok', child: 'ok', absent: 'not-found', else: 'not-permitted' }
	}
);
/** Workers of the community, and its administrators unless they are told something else. */
const makers = (administrator: Answer = 'ok', worker: Answer = 'ok') =>
	signedIn('not-found', {
		worker: { own: worker, else: 'not-found' },
		administrator: { own: administrator, else: 'not-found' }
	});
/** Who asks about a community; the cells below it count with it where `cells` says so. */
const ofCommunity = (those: Partial<Record<MatrixRole, Answer>>, cells = false) =>
	signedIn(
		'not-permitted',
		Object.fromEntries(
			Object.entries(those).map(([role, answer]) => [
				role,
				{ own: answer, child: cells ? answer : 'not-found', else: 'not-permitted' }
			])
		)
	);
/** A proposal in the making, an edition that is no more than a draft, and one in force elsewhere. */
const sharedPlans = { own: 'proposal C1', parent: 'draft D', sibling: 'proposal C2', stranger: 'plan E' };
const seenByMakers = to<FunctionRule['answers'][MatrixRole]>(
	{ stranger: 'ok', else: 'not-found' },
	{
		worker: { own: 'ok', stranger: 'ok', else: 'not-found' },
		administrator: { own: 'ok', stranger: 'ok', else: 'not-found' }
	}
);
const ofOnePlan = one('p_plan', { own: 'plan D', parent: 'draft D', stranger: 'plan E' });

export const FUNCTIONS: Readonly<Record<string, FunctionRule>> = {
	district_list: { args: nothing, answers: to('ok') },
	map_view: { args: inDistrict, answers: knownOrAbsent },
	centres_of: { args: inDistrict, answers: to('ok') },
	plan_assignment: {
		args: ofOnePlan,
		answers: to({ own: 'ok', stranger: 'ok', else: 'not-found' })
	},
	plan_tiles: { args: ofOnePlan, answers: to({ own: 'ok', stranger: 'ok', else: 'not-found' }) },
	plan_ground: { args: ofOnePlan, answers: to({ own: 'ok', stranger: 'ok', else: 'not-found' }) },
	communities_page: { args: inDistrict, answers: to('ok') },
	cells_page: { args: inDistrict, answers: to('ok') },
	nodes_of: { args: inDistrict, answers: to('ok') },
	artefact: { args: (relation) => (relation === 'own' ? { p_hash: 'none' } : null), answers: to('ok') },
	buildings_page: { args: inDistrict, answers: to('ok') },
	demand_points: {
		args: (relation) => {
			const district = inDistrict(relation);
			return district && { ...district, p_lng: 116.01, p_lat: 40, p_radius_m: 5000 };
		},
		answers: to('ok')
	},
	place_card: {
		args: one('p_building', { child: 'building X111', sibling: 'building X211', stranger: 'building X911' }),
		answers: knownOrAbsent
	},
	search: {
		args: (relation) =>
			relation === 'own' || relation === 'absent' ? { p_district: districtOf(relation), p_query: 'X11' } : null,
		answers: to('ok')
	},
	place_at: {
		args: (relation) => (relation === 'own' ? { p_district: at('D'), p_lng: 116.0011, p_lat: 40.0001 } : null),
		answers: to('ok')
	},
	cell_card: { args: one('p_node', { ...aCell, own: 'C1' }), answers: knownOrAbsent },
	members_page: { args: inDistrict, answers: to('ok') },
	members_in_cells: { args: inDistrict, answers: signedIn('ok') },
	member_card: {
		args: one('p_member', aMember),
		answers: to<FunctionRule['answers'][MatrixRole]>('not-found', { worker: ownWorkers.worker })
	},
	wishes_page: { args: inDistrict, answers: to('ok') },
	wish_marks: { args: inDistrict, answers: to('ok') },
	wish_card: {
		args: one('p_wish', aHiddenWish),
		answers: to<FunctionRule['answers'][MatrixRole]>('not-found', { worker: ownWorkers.worker })
	},
	audit_page: { args: inDistrict, answers: signedIn('ok') },
	feed_since: { args: inDistrict, answers: to('ok') },
	move_member: { args: write(one('p_member', aMember), { p_version: 1, p_lineage: at('X112') }), answers: ownWorkers },
	set_wish_state: {
		args: write(one('p_wish', aHiddenWish), { p_version: 1, p_state: 'published' }),
		answers: ownWorkers
	},
	save_district_settings: {
		args: write(inDistrict, { p_version: 1, p_settings: '{}' }),
		answers: signedIn({ absent: 'not-found', else: 'not-permitted' })
	},
	rename_district: {
		args: write(inDistrict, { p_version: 1, p_name: '丙区' }),
		answers: signedIn({ absent: 'not-found', else: 'not-permitted' })
	},
	plans_page: { args: inDistrict, answers: to('ok') },
	begin_plan: { args: write(one('p_community', NODE), { p_name: '新方案' }), answers: ofCommunity({ worker: 'ok' }) },
	polygon_ground: { args: one('p_community', NODE), answers: ofCommunity({ worker: 'ok' }) },
	plan_from_cells: {
		args: write(one('p_community', NODE), { p_name: '新方案', p_changes: '{}' }),
		answers: ofCommunity({ worker: 'no-cells-in-file' })
	},
	plan_outline: { args: ofOnePlan, answers: to({ own: 'ok', stranger: 'ok', else: 'not-found' }) },
	plan_draft: { args: one('p_plan', aProposal), answers: makers('not-permitted') },
	plan_steps_since: {
		args: (relation) => {
			const plan = one('p_plan', aProposal)(relation);
			return plan && { ...plan, p_seq: 0 };
		},
		answers: makers()
	},
	edit_plan: {
		args: write(one('p_plan', aProposal), { p_kind: 'paint', p_changes: '{}' }),
		answers: makers('not-permitted')
	},
	undo_step: { args: write(one('p_plan', aProposal)), answers: makers('not-permitted', 'nothing-to-undo') },
	redo_step: { args: write(one('p_plan', aProposal)), answers: makers('not-permitted', 'nothing-to-redo') },
	set_plan_status: {
		args: write(one('p_plan', aProposal), { p_version: 1, p_status: 'reviewed' }),
		answers: makers('plan-incomplete', 'plan-incomplete')
	},
	discard_plan: { args: write(one('p_plan', aProposal), { p_version: 1 }), answers: makers('not-permitted') },
	handover: { args: one('p_plan', aProposal), answers: makers() },
	plan_sheet: { args: one('p_plan', sharedPlans), answers: seenByMakers },
	plan_comparison: {
		args: (relation) => {
			const plan = one('p_plan', sharedPlans)(relation);
			return (
				plan && {
					...plan,
					p_with: at(relation === 'stranger' ? 'plan E' : 'plan D'),
					p_community: at(relation === 'stranger' ? 'C9' : 'C1')
				}
			);
		},
		answers: seenByMakers
	},
	assign_duty: {
		args: write(onNode, { p_duty: 'grid_worker', p_name: '李四', p_reason: '新来的' }),
		answers: signedIn('not-permitted', {
			worker: { own: 'ok', child: 'ok', else: 'not-permitted' },
			administrator: { own: 'ok', child: 'ok', else: 'not-permitted' }
		})
	},
	end_duty: { args: write(one('p_duty', aDuty), { p_version: 1, p_reason: '搬走了' }), answers: changesDuty },
	continue_duty: { args: write(one('p_duty', aDuty), { p_version: 1, p_reason: '又回来了' }), answers: changesDuty },
	duties_page: { args: one('p_community', NODE), answers: ofCommunity({ worker: 'ok', administrator: 'ok' }, true) },
	charge_history: { args: one('p_community', NODE), answers: ofCommunity({ worker: 'ok', administrator: 'ok' }, true) },
	charge_members: { args: one('p_community', NODE), answers: ofCommunity({ worker: 'ok' }, true) },
	charge_of: { args: one('p_community', NODE), answers: ofCommunity({ worker: 'ok', administrator: 'ok' }, true) },
	placements_by_home: { args: one('p_community', NODE), answers: ofCommunity({ worker: 'ok' }, true) },
	place_members: {
		args: write(
			(relation) => {
				const member = one('id', aMember)(relation);
				return member && { p_moves: JSON.stringify([{ ...member, version: 1, lineage: at('X112') }]) };
			},
			{ p_reason: '按住址' }
		),
		answers: ownWorkers
	},
	my_account: { args: nothing, answers: signedIn('ok') },
	save_profile: { args: write(nothing, { p_display_name: '张三' }), answers: signedIn('ok') },
	accounts_page: {
		args: inDistrict,
		answers: signedIn('not-permitted', {
			worker: { own: 'ok', else: 'not-permitted' },
			administrator: { own: 'ok', else: 'not-permitted' }
		})
	},
	grant_role: {
		args: write(onNode, { p_user: at('resident'), p_role: 'official' }),
		answers: ownAdministrators('not-permitted')
	},
	invite: { args: write(withDistrict(onNode), { p_role: 'worker' }), answers: ownAdministrators('not-permitted') },
	redeem_invitation: {
		args: (relation) => ({ p_operation: randomUUID(), p_token: tokenOf(NODE[relation]) }),
		answers: signedIn(
			{ absent: 'expired-token', else: 'ok' },
			{ worker: { absent: 'expired-token', own: 'already-granted', else: 'ok' } }
		)
	},
	ask_to_volunteer: {
		args: write(onNode),
		answers: signedIn(
			{ parent: 'not-found', absent: 'not-found', else: 'ok' },
			{ volunteer: { own: 'already-asked', parent: 'not-found', absent: 'not-found', else: 'ok' } }
		)
	},
	confirm_volunteer: {
		args: write(one('p_grant', aVolunteer), { p_version: 1 }),
		answers: { ...ownAdministrators('not-found'), worker: ownWorkers.worker }
	},
	end_grant: {
		args: write(one('p_grant', { ...aVolunteer, parent: 'grant chief' }), { p_version: 1 }),
		answers: { ...ownAdministrators('not-found'), worker: ownWorkers.worker }
	},
	create_password_reset: {
		args: write(withDistrict(one('p_user', anAccount))),
		answers: ownAdministrators('not-permitted')
	},
	end_sessions: {
		args: write(withDistrict(one('p_user', anAccount))),
		answers: { ...ownAdministrators('not-permitted'), worker: { own: 'ok', else: 'not-permitted' } }
	},
	redeem_password_reset: {
		args: (relation) => (relation === 'absent' ? { p_token: 'none', p_password: 'long enough, this one' } : null),
		answers: to('expired-token')
	},
	link_holds: {
		args: (relation) => ({ p_token: relation === 'absent' ? 'none' : tokenOf(NODE[relation]), p_purpose: 'invite' }),
		answers: to('ok')
	},
	public_district: { args: inDistrict, answers: knownOrAbsent },
	centre_card: { args: one('p_centre', { own: 'centre C1', stranger: 'centre C9' }), answers: knownOrAbsent },
	community_page: { args: one('p_community', { own: 'C1', sibling: 'C2', stranger: 'C9' }), answers: knownOrAbsent },
	post_wish: {
		args: write(one('p_community', { own: 'C1', sibling: 'C2', stranger: 'C9' }), {
			p_building: null,
			p_unit: null,
			p_kind: 'goods',
			p_beneficiary: 'other',
			p_due_days: null,
			p_text: '想要一把轮椅',
			p_consent: 'self',
			p_contact: '电话 1'
		}),
		answers: to({ absent: 'community-missing', else: 'ok' })
	},
	wish_by_code: {
		args: (relation) => (relation === 'absent' ? { p_code: 'none' } : null),
		answers: to('code-unknown')
	},
	installation_state: { args: nothing, answers: to('ok') },
	import_state: { args: nothing, answers: signedIn('ok') },
	// the matrix has nobody who administers a whole district
	begin_import: { args: write(nothing), answers: signedIn('not-permitted') },
	claim_installation: {
		args: write(nothing, { p_token: 'none', p_name: '丙区' }),
		answers: signedIn('expired-token')
	}
};
