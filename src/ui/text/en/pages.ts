import { enMapPages } from '#ui/text/en/map-pages';
import home from '#ui/text/en/home';
import accounts from '#ui/text/en/accounts';
import settings from '#ui/text/en/settings';
import setup from '#ui/text/en/setup';
import about from '#ui/text/en/about';
import doors from '#ui/text/en/doors';
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
	...enMapPages,
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
};
