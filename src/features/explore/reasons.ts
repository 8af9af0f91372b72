import { refusalText } from '#ui/text/refusal';
import type { Translate } from '#ui/text/translate';

/** Why a walking time could not be computed, or anything else was refused, in words. */
export function reasonOf(t: Translate, refusal: string): string {
	if (refusal === 'far-from-streets') return t('explore.farFromStreets');
	if (refusal === 'no-network') return t('explore.noNetwork');
	return refusalText(t, refusal);
}
