import common from '#ui/text/en/common';
import home from '#ui/text/en/home';
import map from '#ui/text/en/map';
import explore from '#ui/text/en/explore';
import accounts from '#ui/text/en/accounts';
import settings from '#ui/text/en/settings';
import setup from '#ui/text/en/setup';
import errors from '#ui/text/en/errors';
import wishes from '#ui/text/en/wishes';
import members from '#ui/text/en/members';
import search from '#ui/text/en/search';
import about from '#ui/text/en/about';
import doors from '#ui/text/en/doors';
import offline from '#ui/text/en/offline';
import accessibility from '#ui/text/en/accessibility';
import upload from '#ui/text/en/upload';
import polygons from '#ui/text/en/polygons';
import divide from '#ui/text/en/divide';
import divideLists from '#ui/text/en/divide-lists';
import plans from '#ui/text/en/plans';
import charge from '#ui/text/en/charge';
import type { PageDictionary } from '#ui/text/translate';

/** The words of the pages in English. A missing key is a type error. */
export const enPages: PageDictionary = {
	common,
	home,
	map,
	explore,
	accounts,
	settings,
	setup,
	errors,
	wishes,
	members,
	search,
	about,
	doors,
	offline,
	accessibility,
	upload,
	polygons,
	charge,
	divide,
	divideLists,
	plans
};
