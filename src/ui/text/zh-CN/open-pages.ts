import common from '#ui/text/zh-CN/common';
import errors from '#ui/text/zh-CN/errors';
import search from '#ui/text/zh-CN/search';
import offline from '#ui/text/zh-CN/offline';
import home from '#ui/text/zh-CN/home';
import accounts from '#ui/text/zh-CN/accounts';
import setup from '#ui/text/zh-CN/setup';
import about from '#ui/text/zh-CN/about';
import accessibility from '#ui/text/zh-CN/accessibility';

/** The words of the pages that everybody opens, in Chinese: what a phone brings home should be light. */
export const zhCNOpenPages = {
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
