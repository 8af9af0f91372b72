import { newOperation } from '#data/operation';
import type { Maker } from '#features/divide/commands';
import type { Translate } from '#ui/text/translate';

/** Names in the words of the page. */
export function makerOf(t: Translate): Maker {
	return {
		id: newOperation,
		areaName: (n) => t('divide.areaName', { n }),
		cellName: (area, n) => t('divide.cellName', { area: area.name, n })
	};
}
