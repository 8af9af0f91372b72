import common from '#ui/text/zh-CN/common';
import map from '#ui/text/zh-CN/map';
import explore from '#ui/text/zh-CN/explore';
import errors from '#ui/text/zh-CN/errors';
import wishes from '#ui/text/zh-CN/wishes';
import members from '#ui/text/zh-CN/members';
import search from '#ui/text/zh-CN/search';
import offline from '#ui/text/zh-CN/offline';

/** The words of the map page in Chinese, by room: it brings no others, being the heaviest page there is. */
export const zhCNMapPages = {
	common,
	map,
	explore,
	errors,
	wishes,
	members,
	search,
	offline
} as const;
