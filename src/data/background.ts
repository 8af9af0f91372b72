import * as v from 'valibot';
import type { BackgroundStates } from '#domain/place/background';

const state = v.picklist(['on', 'used-up', 'unavailable']);
const states: v.GenericSchema<unknown, BackgroundStates> = v.object({ vec: state, img: state });

/** Where the server answers `/LAYER/z/x/y` with pictures, and alone with what can be shown now. */
export const BACKGROUND_PATH = '/background';

/** Which backgrounds can be shown now. Throws where the server does not answer. */
export async function fetchBackgroundStates(signal: AbortSignal): Promise<BackgroundStates> {
	const response = await fetch(BACKGROUND_PATH, { signal });
	return v.parse(states, await response.json());
}
