import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { UPLOAD_LIMITS, type UploadLimits } from '#server/upload/limits';
import { plainName, receiveUpload, type Received } from '#server/upload/receive';

const folder = mkdtempSync(join(tmpdir(), 'gezhi-receive-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = (text: string, name: string) => new File([text], name);
const form = (fields: Readonly<Record<string, string | File>>) => {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.append(name, value);
	return new Request('http://here.invalid/', { method: 'POST', body: data });
};
const receive = (
	request: Request,
	limits: Partial<UploadLimits> = {},
	signal = new AbortController().signal
): Promise<Received> => receiveUpload(request, { folder, limits: { ...UPLOAD_LIMITS, ...limits }, signal });

/** A form whose sender writes the beginning and then does as told. */
function slowly(then: (controller: ReadableStreamDefaultController<Uint8Array>) => void): Request {
	const head = '--b\r\nContent-Disposition: form-data; name="map"; filename="slow.osm"\r\n\r\n<osm';
	const body = new ReadableStream<Uint8Array>({
		start(controller) {
			controller.enqueue(Buffer.from(head));
			then(controller);
		}
	});
	const headers = { 'content-type': 'multipart/form-data; boundary=b' };
	return new Request('http://here.invalid/', { method: 'POST', headers, body, duplex: 'half' } as RequestInit);
}

test('files and name arrive, under names of ours', async () => {
	const fields = { name: ' 海棠 ', map: file('<osm/>', '../../etc/地图.osm'), boundary: file('{}', 'b.geojson') };
	const received = await receive(form(fields));
	expect(received).toEqual({
		name: '海棠',
		mapPath: join(folder, 'map'),
		mapFile: '地图.osm',
		boundaryPath: join(folder, 'boundary'),
		boundaryFile: 'b.geojson'
	});
	expect(readFileSync(received.mapPath, 'utf8')).toBe('<osm/>');
});

test('no boundary is none, and no map is said', async () => {
	const chosen = { map: file('<osm/>', 'a.osm'), boundary: file('', '') };
	expect(await receive(form(chosen))).toMatchObject({ boundaryPath: null });
	await expect(receive(form({ map: file('', '') }))).rejects.toMatchObject({ reason: 'upload-without-file' });
	await expect(receive(form({ name: '长'.repeat(81), map: file('<osm/>', 'a.osm') }))).rejects.toMatchObject({
		reason: 'upload-name-too-long'
	});
});

test('a file over its limit is refused while it comes', async () => {
	const limits = { mapBytes: 5, boundaryBytes: 5 };
	await expect(receive(form({ map: file('<osm/>', 'a.osm') }), limits)).rejects.toMatchObject({
		reason: 'upload-too-large',
		trouble: { file: 'a.osm' }
	});
	await expect(
		receive(form({ map: file('<o>', 'a.osm'), boundary: file('{      }', 'b.json') }), limits)
	).rejects.toMatchObject({ reason: 'upload-too-large', trouble: { file: 'b.json' } });
});

test('a sender who stops sending, trickles or leaves is told by name', async () => {
	const silent = slowly(() => undefined);
	await expect(receive(silent, { idleMs: 50 })).rejects.toMatchObject({ reason: 'upload-too-slow' });
	let trickle: NodeJS.Timeout | undefined;
	const trickling = slowly((controller) => {
		trickle = setInterval(() => controller.enqueue(Buffer.from('x')), 10);
	});
	await expect(receive(trickling, { idleMs: 5_000, uploadMs: 100 })).rejects.toMatchObject({
		reason: 'upload-too-slow',
		trouble: { file: 'slow.osm' }
	});
	clearInterval(trickle);
	await expect(receive(slowly((c) => c.close()))).rejects.toMatchObject({ reason: 'upload-torn' });
	await expect(receive(slowly((c) => c.error(new Error('aborted'))))).rejects.toMatchObject({ reason: 'upload-torn' });
	const other = new Request('http://here.invalid/', { method: 'POST', body: 'map' });
	await expect(receive(other)).rejects.toMatchObject({ reason: 'upload-torn' });
});

test('cancelled while it comes', async () => {
	const stop = new AbortController();
	const receiving = receive(
		slowly(() => undefined),
		{},
		stop.signal
	);
	stop.abort(new Error('stopped'));
	await expect(receiving).rejects.toThrow('stopped');
});

test('names that hide or mislead are shown plainly', () => {
	expect(plainName('C:\\maps\\a.osm')).toBe('a.osm');
	expect(plainName('a\u202egnp.osm\u0000\n')).toBe('agnp.osm');
	expect(plainName(`${'x'.repeat(500)}.osm`)).toHaveLength(81);
});
