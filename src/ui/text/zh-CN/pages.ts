import { zhCNMapPages } from '#ui/text/zh-CN/map-pages';
import { zhCNOpenPages } from '#ui/text/zh-CN/open-pages';
import refusedPlans from '#ui/text/zh-CN/refused-plans';
import settings from '#ui/text/zh-CN/settings';
import doors from '#ui/text/zh-CN/doors';
import upload from '#ui/text/zh-CN/upload';
import polygons from '#ui/text/zh-CN/polygons';
import divide from '#ui/text/zh-CN/divide';
import divideLists from '#ui/text/zh-CN/divide-lists';
import plans from '#ui/text/zh-CN/plans';
import charge from '#ui/text/zh-CN/charge';

/** The words of the pages in Chinese, by room. The first language: its keys are the keys. */
export const zhCNPages = {
	...zhCNOpenPages,
	...zhCNMapPages,
	errors: { ...zhCNMapPages.errors, ...refusedPlans },
	settings,
	doors,
	upload,
	polygons,
	charge,
	divide,
	divideLists,
	plans
} as const;
