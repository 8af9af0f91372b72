export const MEMBER_KINDS = ['in_service', 'community', 'floating'] as const;
/** 在职, 社区, 流动: where the member's Party organisation relation sits. */
export type MemberKind = (typeof MEMBER_KINDS)[number];
