import common from '#ui/text/en/common';
import home from '#ui/text/en/home';
import map from '#ui/text/en/map';
import explore from '#ui/text/en/explore';
import accounts from '#ui/text/en/accounts';
import settings from '#ui/text/en/settings';
import setup from '#ui/text/en/setup';
import commands from '#ui/text/en/commands';
import importing from '#ui/text/en/import';
import ask from '#ui/text/en/ask';
import errors from '#ui/text/en/errors';
import demo from '#ui/text/en/demo';
import wishes from '#ui/text/en/wishes';
import members from '#ui/text/en/members';
import about from '#ui/text/en/about';
import type { Dictionary } from '#ui/text/translate';

/** Every word of the interface in English. A missing key is a type error. */
export const en: Dictionary = {
	common,
	home,
	map,
	explore,
	accounts,
	settings,
	setup,
	commands,
	import: importing,
	ask,
	errors,
	demo,
	wishes,
	members,
	about
};
