export const ROLES = ['administrator', 'official', 'worker', 'volunteer'] as const;
/** A role on a node of the tree. Everybody with an account is a resident without any grant. */
export type Role = (typeof ROLES)[number];

export const NODE_KINDS = ['district', 'subdistrict', 'community', 'lineage'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];
