import { expect, test } from 'vitest';
import { boundaryOf, readForm, TornForm, type PartHead } from '#server/upload/multipart';

interface Part extends PartHead {
	readonly text: string;
}

const FORM = [
	'--frontier\r\nContent-Disposition: form-data; name="name"\r\n\r\n海棠\r\n',
	'--frontier\r\nContent-Disposition: form-data; name="map"; filename="a%22b.osm"\r\nContent-Type: text/xml\r\n\r\n',
	'line\r\n--frontie\r\n-- and \r\n\r\n--\r\n',
	'--frontier\r\ncontent-disposition: form-data; name="empty"; filename=""\r\n\r\n\r\n--frontier--\r\n'
].join('');
const PARTS = [
	{ name: 'name', fileName: null, text: '海棠' },
	{ name: 'map', fileName: 'a"b.osm', text: 'line\r\n--frontie\r\n-- and \r\n\r\n--' },
	{ name: 'empty', fileName: '', text: '' }
];

async function* inPieces(bytes: Buffer, size: number): AsyncGenerator<Uint8Array> {
	for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function parts(text: string, size = 1000): Promise<Part[]> {
	const found: Part[] = [];
	let head: PartHead | null = null;
	let pieces: Buffer[] = [];
	await readForm(inPieces(Buffer.from(text), size), 'frontier', {
		head: async (part) => void ([head, pieces] = [part, []]),
		data: async (bytes) => void pieces.push(Buffer.from(bytes)),
		end: async () => void found.push({ ...head!, text: Buffer.concat(pieces).toString('utf8') })
	});
	return found;
}

test('a form is the same in pieces of every size', async () => {
	for (let size = 1; size <= FORM.length; size++) expect(await parts(FORM, size), `pieces of ${size}`).toEqual(PARTS);
});

test('a form that is cut anywhere is torn', async () => {
	const bytes = Buffer.from(FORM);
	// the two hyphens of the end are the last that counts
	const whole = bytes.length - '\r\n'.length;
	for (let length = 0; length < whole; length++)
		await expect(parts(bytes.subarray(0, length).toString('latin1')), `${length}`).rejects.toThrow(TornForm);
});

test('heads without end, without name, and parts without number are refused', async () => {
	const part = '--frontier\r\nContent-Disposition: form-data; name="n"\r\n\r\nx\r\n';
	await expect(parts(`--frontier\r\nX: ${'x'.repeat(20_000)}`)).rejects.toThrow(TornForm);
	await expect(parts('--frontier\r\nX: 1\r\n\r\nx\r\n--frontier--')).rejects.toThrow(TornForm);
	await expect(parts(`${part.repeat(21)}--frontier--`)).rejects.toThrow(TornForm);
	expect(await parts(`${part.repeat(20)}--frontier--`)).toHaveLength(20);
});

test('the boundary is read from the content type', () => {
	expect(boundaryOf('multipart/form-data; boundary=----abc')).toBe('----abc');
	expect(boundaryOf('multipart/form-data; charset=utf-8; boundary="a b"')).toBe('a b');
	for (const other of [
		'',
		'multipart/form-data',
		'text/plain; boundary=x',
		`multipart/form-data; boundary=${'x'.repeat(71)}`
	])
		expect(boundaryOf(other), other).toBeNull();
});
