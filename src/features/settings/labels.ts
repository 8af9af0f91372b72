import type { NumberField } from '#domain/place/settings';
import type { MessageKey, Translate } from '#ui/text/translate';

type Entry = { readonly field: NumberField; readonly label: string; readonly unit: string };

type NumberGroup = 'paces' | 'tiers' | 'thresholds' | 'cellSize';

/** The groups of numbers of the settings form, in its order, with labels and units in words. */
export function numberGroups(t: Translate): { readonly [Group in NumberGroup]: Entry[] } {
	const kmh = t('settings.unitKmh');
	const minutes = t('settings.unitMinutes');
	const metres = t('settings.unitMetres');
	const households = t('settings.unitHouseholds');
	const tiers = [0, 1, 2] as const;
	return {
		paces: [
			{ field: 'pacesKmh.adult', label: t('settings.paceAdult'), unit: kmh },
			{ field: 'pacesKmh.elder', label: t('settings.paceElder'), unit: kmh },
			{ field: 'pacesKmh.child', label: t('settings.paceChild'), unit: kmh },
			{ field: 'pacesKmh.wheelchair', label: t('settings.paceWheelchair'), unit: kmh }
		],
		tiers: tiers.flatMap((tier): Entry[] => [
			{ field: `tiers.${tier}.minutes`, label: t('settings.tierMinutes', { tier: tier + 1 }), unit: minutes },
			{ field: `tiers.${tier}.metres`, label: t('settings.tierMetres', { tier: tier + 1 }), unit: metres }
		]),
		thresholds: [
			{ field: 'thresholds.vulnerable', label: t('settings.smallNumber'), unit: t('settings.unitPeople') },
			{ field: 'thresholds.households', label: t('settings.smallHouseholds'), unit: households }
		],
		cellSize: [
			{ field: 'cellSize.micro.min', label: t('settings.microMin'), unit: households },
			{ field: 'cellSize.micro.max', label: t('settings.microMax'), unit: households },
			{ field: 'cellSize.ordinary.min', label: t('settings.ordinaryMin'), unit: households },
			{ field: 'cellSize.ordinary.max', label: t('settings.ordinaryMax'), unit: households }
		]
	};
}

const TEXT_FIELDS: Readonly<Record<string, MessageKey>> = {
	name: 'settings.name',
	nameEn: 'settings.nameEn',
	duties: 'settings.duties',
	codeTemplate: 'settings.codeTemplate',
	approvalNumber: 'settings.approvalNumber',
	mapCentre: 'settings.mapCentre',
	timeZone: 'settings.timeZone'
};

/** How a field of the settings is called in words; its path where it has no words. */
export function fieldLabel(t: Translate, field: string): string {
	for (const [group, entries] of Object.entries(numberGroups(t))) {
		const entry = entries.find((found) => found.field === field);
		// out of its group a label such as "Elder" says too little
		if (entry) return `${t(`settings.${group as NumberGroup}`)} · ${entry.label}`;
	}
	const key = TEXT_FIELDS[field];
	return key ? t(key) : field;
}
