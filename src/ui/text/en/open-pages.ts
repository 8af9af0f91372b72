import common from '#ui/text/en/common';
import errors from '#ui/text/en/errors';
import search from '#ui/text/en/search';
import offline from '#ui/text/en/offline';
import home from '#ui/text/en/home';
import accounts from '#ui/text/en/accounts';
import setup from '#ui/text/en/setup';
import about from '#ui/text/en/about';
import accessibility from '#ui/text/en/accessibility';

/** The words of the pages that everybody opens, in English: what a phone brings home should be light. */
export const enOpenPages = {
	common,
	errors,
	search,
	offline,
	home,
	accounts,
	setup,
	about,
	accessibility
} as const;
