import type { MadeNames } from '#domain/division/polygons/check';
import type { PolygonGround } from '#domain/division/polygons/ground';
import { PolygonRefusal } from '#domain/division/polygons/refusal';
import { PLAIN_READING, type Reading } from '#domain/division/polygons/shapes-of-file';
import { polygonDesk, type Looked, type Owner } from '#server/polygons/desk';
import { POLYGON_UPLOAD } from '#server/polygons/limits';
import { readingFrom } from '#server/polygons/reading';
import { receivePolygons } from '#server/polygons/receive';
import { megabytes } from '#server/upload/limits';
import type { Locale } from '#ui/text/locale';
import { translator } from '#ui/text/words';

/** A community whose ground was asked for under the sender's own rights. */
type Place = PolygonGround & { readonly id: string };

/**
 * Looks at the file of an upload and tells under which id the outcome is kept; a file that is refused is kept with its
 * reason. Throws PolygonRefusal for an upload without a file, and the signal's reason when the sender has gone.
 */
export async function lookAtUpload(userId: string, place: Place, request: Request, locale: Locale): Promise<string> {
	const length = Number(request.headers.get('content-length') ?? 0);
	if (length > POLYGON_UPLOAD.fileBytes + 64 * 1024) {
		const refusal = new PolygonRefusal('polygons-too-large', { limit: megabytes(POLYGON_UPLOAD.fileBytes) });
		return polygonDesk.refuse({ userId, communityId: place.id }, '', PLAIN_READING, refusal);
	}
	const { fileName, text, fields } = await receivePolygons(request);
	const reading = readingFrom((name) => fields.get(name));
	const question = { text, reading, names: madeNames(locale), ground: groundOf(place) };
	return polygonDesk.look({ userId, communityId: place.id }, fileName, question, request.signal);
}

/** Looks at a kept file once more, read another way. Throws PolygonRefusal `polygons-busy`. */
export function lookAgain(
	owner: Owner,
	place: Place,
	looked: Looked,
	reading: Reading,
	locale: Locale
): Promise<string> {
	const question = { text: looked.text, reading, names: madeNames(locale), ground: groundOf(place) };
	return polygonDesk.look(owner, looked.fileName, question);
}

/** What cells are called that the file leaves unnamed. */
export function madeNames(locale: Locale): MadeNames {
	const t = translator(locale);
	return { area: t('findings.madeArea'), cell: t('findings.madeCell') };
}

function groundOf({ boundary, buildings }: PolygonGround): PolygonGround {
	return { boundary, buildings };
}
