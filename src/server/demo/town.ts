import type { Survey } from '#domain/place/survey';
import type { TownLife } from '#domain/place/town-life';
import { buildTown } from '#server/demo/ground/build';
import { namePlaces } from '#server/demo/ground/place-names';
import { nameStreets } from '#server/demo/ground/street-names';
import { sketchCity } from '#server/demo/ground/city-sketch';
import { TOWN_SKETCH } from '#server/demo/ground/sketch';
import { drawStreetPlan } from '#server/demo/ground/street-plan';
import { bringToLife } from '#server/demo/life/life';
import { createRandom } from '#server/demo/random';
import { CITIES, LIFE } from '#server/demo/scales';
import type { Scale } from '#server/demo/scales';
import { surveyTown } from '#server/demo/survey';

export interface TownWanted {
	/** Any number; the same one gives the same town. */
	readonly seed: number;
	readonly scale: Scale;
	/** ISO date that everything with a date is counted from. */
	readonly today: string;
}

/**
 * Draws the fictional demo town: streets, compounds, buildings and people, and the life of its service centres,
 * members and wishes. Nothing of it is real. The same wishes give the same town, to the last id.
 */
export function generateTown({ seed, scale, today }: TownWanted): { survey: Survey; life: TownLife } {
	const random = createRandom(seed);
	const sketch = scale === 'town' ? TOWN_SKETCH : sketchCity(random.fork('sketch'), CITIES[scale]);
	const plan = drawStreetPlan(random.fork('streets'), sketch);
	const streetNames = nameStreets(plan, random.fork('street names'));
	const drawn = buildTown(plan, streetNames, random.fork('ground'));
	const names = namePlaces(drawn, streetNames, random.fork('place names'));
	const town = surveyTown(drawn, names, { random: random.fork('survey'), today });
	return { survey: town.survey, life: bringToLife(town, random.fork('life'), { today, counts: LIFE[scale] }) };
}
