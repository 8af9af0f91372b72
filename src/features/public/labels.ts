import type { NodeKind } from '#domain/people/grant';
import type { Compass } from '#domain/place/public';
import type { Consent, Urgency } from '#domain/wishes/new-wish';
import type { Beneficiary, WishState } from '#domain/wishes/wish';
import type { MessageKey } from '#ui/text/translate';

/** The word for every value of the domain that these pages show. A forgotten one is a compile error. */
type Labels<Value extends string> = Readonly<Record<Value, MessageKey>>;

export const SIDE: Labels<Compass> = {
	north: 'doors.sideNorth',
	northeast: 'doors.sideNortheast',
	east: 'doors.sideEast',
	southeast: 'doors.sideSoutheast',
	south: 'doors.sideSouth',
	southwest: 'doors.sideSouthwest',
	west: 'doors.sideWest',
	northwest: 'doors.sideNorthwest'
};

export const NODE_KIND: Labels<NodeKind> = {
	district: 'doors.dutyDistrict',
	subdistrict: 'doors.dutySubdistrict',
	community: 'doors.dutyCommunity',
	lineage: 'doors.dutyLineage'
};

/** What the state means to whoever told the wish. */
export const WISH_SAID: Labels<WishState> = {
	collected: 'doors.saidCollected',
	published: 'doors.saidPublished',
	claimed: 'doors.saidClaimed',
	under_way: 'doors.saidUnderWay',
	done: 'doors.saidDone',
	confirmed: 'doors.saidConfirmed',
	closed: 'doors.saidClosed',
	returned: 'doors.saidReturned',
	cancelled: 'doors.saidCancelled'
};

export const BENEFICIARY: Labels<Beneficiary> = {
	empty_nest_elder: 'doors.forElder',
	left_behind_child: 'doors.forChild',
	disability: 'doors.forDisability',
	hardship: 'doors.forHardship',
	other: 'doors.forOther'
};

export const URGENCY: Labels<Urgency> = {
	patient: 'doors.wishPatient',
	weeks: 'doors.wishWeeks',
	urgent: 'doors.wishUrgent'
};

export const CONSENT: Labels<Consent> = {
	self: 'doors.whoseSelf',
	proxy: 'doors.whoseProxy',
	guardian: 'doors.whoseGuardian'
};
