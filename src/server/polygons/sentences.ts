import type { Finding } from '#domain/division/polygons/finding';
import type { PolygonReport } from '#domain/division/polygons/report';
import type { PolygonTrouble } from '#domain/division/polygons/refusal';
import type { LngLat } from '#domain/place/coord';
import type { Translate } from '#ui/text/translate';

/** How the polygons of a file are called: number, name and code. */
export type Called = (feature: number, withCode: boolean) => string;

const NAMED_AT_ONCE = 6;
/** Of more than so many the codes are left out: they would hide the names. */
const CODED_AT_ONCE = 3;

export function calledIn(t: Translate, polygons: PolygonReport['called']): Called {
	const known = new Map(polygons.map((polygon) => [polygon.feature, polygon]));
	return (feature, withCode) => {
		const n = String(feature);
		const { name = '', code = '' } = known.get(feature) ?? {};
		if (name && code && withCode) return t('findings.featureCoded', { n, name, code });
		return name || code ? t('findings.featureNamed', { n, name: name || code }) : t('findings.feature', { n });
	};
}

/** What was found, as a person reads it: which polygons, what, where. */
export function foundSentence(t: Translate, called: Called, finding: Finding): string {
	const { kind, features, at, corner, areaM2, metres, count, word, of } = finding;
	return t(`findings.what_${kind}`, {
		which: whichFeatures(t, called, features),
		at: at ? placeOf(t, at) : '',
		ring: String(corner?.ring ?? ''),
		point: String(corner?.point ?? ''),
		area: areaM2 ?? 0,
		metres: metres ?? 0,
		count: count ?? 0,
		word: kind === 'shifted' ? datumWord(t, word ?? '') : (word ?? ''),
		part: of ? t(`findings.of_${of}`) : ''
	});
}

/** What was done about it. */
export function doneSentence(t: Translate, { done, word, count }: Finding): string {
	return t(`findings.done_${done}`, { word: word ?? '', count: count ?? 0 });
}

/** Why a file was not read at all, and where in it. */
export function troubleSentence(t: Translate, word: string, trouble: PolygonTrouble): string {
	const { line, column, limit, found } = trouble;
	const where = line ? t('findings.atLine', { line: String(line), column: String(column ?? 1) }) : '';
	const what = found ? t('findings.foundThere', { found }) : '';
	return t(`findings.refused_${word}` as 'findings.refused_polygons-none', { where, what, limit: limit ?? '' });
}

function whichFeatures(t: Translate, called: Called, features: readonly number[]): string {
	if (features.length === 0) return t('findings.nobody');
	const named = features
		.slice(0, NAMED_AT_ONCE)
		.map((feature) => called(feature, features.length <= CODED_AT_ONCE))
		.join(t('findings.comma'));
	return features.length > NAMED_AT_ONCE ? t('findings.andMore', { named, count: features.length }) : named;
}

function placeOf(t: Translate, [lng, lat]: LngLat): string {
	return t('findings.at', { lng: lng.toFixed(6), lat: lat.toFixed(6) });
}

/** A system by its name, a plain shift by its metres. */
export function datumWord(t: Translate, word: string): string {
	if (word === 'gcj02' || word === 'bd09') return t(`findings.datum_${word}`);
	const [east = '0', north = '0'] = word.split(',');
	return t('findings.plainShift', { east, north });
}
