import type { MessageKey } from '#ui/text/translate';

/*
 * The word for every value that several features show. The values are those of the domain, which this layer does not
 * know: whoever asks for the word of a value that is missing here gets a compile error.
 */
type Labels = Readonly<Record<string, MessageKey>>;

export const CENTRE_KIND = {
	regional: 'map.kindRegional',
	community: 'map.kindCommunity',
	building: 'map.kindBuilding',
	station: 'map.kindStation'
} as const satisfies Labels;

export const WISH_KIND = {
	goods: 'wishes.kindGoods',
	service: 'wishes.kindService',
	urgent: 'wishes.kindUrgent'
} as const satisfies Labels;

export const WISH_STATE = {
	collected: 'wishes.stateCollected',
	published: 'wishes.statePublished',
	claimed: 'wishes.stateClaimed',
	under_way: 'wishes.stateUnderWay',
	done: 'wishes.stateDone',
	confirmed: 'wishes.stateConfirmed',
	closed: 'wishes.stateClosed',
	returned: 'wishes.stateReturned',
	cancelled: 'wishes.stateCancelled'
} as const satisfies Labels;
