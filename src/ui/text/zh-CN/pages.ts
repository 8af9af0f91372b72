import { zhCNMapPages } from '#ui/text/zh-CN/map-pages';
import home from '#ui/text/zh-CN/home';
import accounts from '#ui/text/zh-CN/accounts';
import settings from '#ui/text/zh-CN/settings';
import setup from '#ui/text/zh-CN/setup';
import about from '#ui/text/zh-CN/about';
import doors from '#ui/text/zh-CN/doors';
import accessibility from '#ui/text/zh-CN/accessibility';
import upload from '#ui/text/zh-CN/upload';
import polygons from '#ui/text/zh-CN/polygons';
import divide from '#ui/text/zh-CN/divide';
import divideLists from '#ui/text/zh-CN/divide-lists';
import plans from '#ui/text/zh-CN/plans';
import charge from '#ui/text/zh-CN/charge';

/** The words of the pages in Chinese, by room. The first language: its keys are the keys. */
export const zhCNPages = {
	...zhCNMapPages,
	home,
	accounts,
	settings,
	setup,
	about,
	doors,
	accessibility,
	upload,
	polygons,
	charge,
	divide,
	divideLists,
	plans
} as const;
