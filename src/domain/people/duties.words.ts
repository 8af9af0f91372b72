/** A duty of the district's vocabulary: the key that rows carry and its name in both languages. */
export interface DutyWord {
	readonly key: string;
	readonly zh: string;
	readonly en: string;
}

/** The duties a new district starts with. Districts rename, add and remove them in their settings. */
export const DEFAULT_DUTIES: readonly DutyWord[] = [
	{ key: 'linked_leader', zh: '联系领导', en: 'Linked leader' },
	{ key: 'party_secretary', zh: '社区党组织书记', en: 'Party secretary' },
	{ key: 'grid_leader', zh: '网格长', en: 'Cell leader' },
	{ key: 'grid_worker', zh: '网格员', en: 'Cell worker' },
	{ key: 'police', zh: '社区民警', en: 'Community police officer' },
	{ key: 'building_head', zh: '楼栋长', en: 'Building head' },
	{ key: 'unit_head', zh: '单元长', en: 'Stairwell head' },
	{ key: 'enterprise_liaison', zh: '企业联络员', en: 'Enterprise liaison' }
];
