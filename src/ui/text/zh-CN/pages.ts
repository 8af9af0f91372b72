import common from '#ui/text/zh-CN/common';
import home from '#ui/text/zh-CN/home';
import map from '#ui/text/zh-CN/map';
import explore from '#ui/text/zh-CN/explore';
import accounts from '#ui/text/zh-CN/accounts';
import settings from '#ui/text/zh-CN/settings';
import setup from '#ui/text/zh-CN/setup';
import errors from '#ui/text/zh-CN/errors';
import wishes from '#ui/text/zh-CN/wishes';
import members from '#ui/text/zh-CN/members';
import search from '#ui/text/zh-CN/search';
import about from '#ui/text/zh-CN/about';
import doors from '#ui/text/zh-CN/doors';
import offline from '#ui/text/zh-CN/offline';
import accessibility from '#ui/text/zh-CN/accessibility';
import upload from '#ui/text/zh-CN/upload';
import polygons from '#ui/text/zh-CN/polygons';
import divide from '#ui/text/zh-CN/divide';
import divideLists from '#ui/text/zh-CN/divide-lists';
import plans from '#ui/text/zh-CN/plans';
import charge from '#ui/text/zh-CN/charge';

/** The words of the pages in Chinese, by room. The first language: its keys are the keys. */
export const zhCNPages = {
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
} as const;
