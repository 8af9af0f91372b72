import common from '#ui/text/zh-CN/common';
import home from '#ui/text/zh-CN/home';
import map from '#ui/text/zh-CN/map';
import explore from '#ui/text/zh-CN/explore';
import accounts from '#ui/text/zh-CN/accounts';
import settings from '#ui/text/zh-CN/settings';
import setup from '#ui/text/zh-CN/setup';
import commands from '#ui/text/zh-CN/commands';
import importing from '#ui/text/zh-CN/import';
import ask from '#ui/text/zh-CN/ask';
import errors from '#ui/text/zh-CN/errors';
import demo from '#ui/text/zh-CN/demo';
import wishes from '#ui/text/zh-CN/wishes';
import members from '#ui/text/zh-CN/members';
import about from '#ui/text/zh-CN/about';

/** Every word of the interface in Chinese, by room. The first language: its keys are the keys. */
export const zhCN = {
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
} as const;
