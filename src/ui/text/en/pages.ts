import { enMapPages } from '#ui/text/en/map-pages';
import { enOpenPages } from '#ui/text/en/open-pages';
import refusedPlans from '#ui/text/en/refused-plans';
import settings from '#ui/text/en/settings';
import doors from '#ui/text/en/doors';
import upload from '#ui/text/en/upload';
import polygons from '#ui/text/en/polygons';
import divide from '#ui/text/en/divide';
import divideLists from '#ui/text/en/divide-lists';
import plans from '#ui/text/en/plans';
import charge from '#ui/text/en/charge';
import type { PageDictionary } from '#ui/text/translate';

/** The words of the pages in English. A missing key is a type error. */
export const enPages: PageDictionary = {
	...enOpenPages,
	...enMapPages,
	errors: { ...enMapPages.errors, ...refusedPlans },
	settings,
	doors,
	upload,
	polygons,
	charge,
	divide,
	divideLists,
	plans
};
