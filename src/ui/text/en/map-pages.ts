import common from '#ui/text/en/common';
import map from '#ui/text/en/map';
import explore from '#ui/text/en/explore';
import errors from '#ui/text/en/errors';
import wishes from '#ui/text/en/wishes';
import members from '#ui/text/en/members';
import search from '#ui/text/en/search';
import offline from '#ui/text/en/offline';

/** The words of the map page in English, by room: it brings no others, being the heaviest page there is. */
export const enMapPages = {
	common,
	map,
	explore,
	errors,
	wishes,
	members,
	search,
	offline
} as const;
