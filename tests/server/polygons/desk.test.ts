import { describe, expect, test } from 'vitest';
import type { PolygonCheck } from '#domain/division/polygons/check';
import { PolygonRefusal } from '#domain/division/polygons/refusal';
import { PLAIN_READING } from '#domain/division/polygons/shapes-of-file';
import { PolygonDesk } from '#server/polygons/desk';
import { POLYGON_UPLOAD } from '#server/polygons/limits';
import { readingFrom } from '#server/polygons/reading';
import { receivePolygons } from '#server/polygons/receive';
import { groupsOf, viewOf } from '#server/polygons/view';
import { translator } from '#ui/text/words';
import { box, cell, collection, polygonTown, tidyFeatures } from '#fixtures/division/polygon-town';

const owner = { userId: 'worker', communityId: 'c' };
const names = { area: '待归并', cell: '楼道' };
const question = (text: string) => ({ text, reading: PLAIN_READING, names, ground: polygonTown() });

describe('the desk', () => {
	test('looks at a file in a thread and keeps the outcome for the one who sent it', async () => {
		const desk = new PolygonDesk();
		const id = await desk.look(owner, '网格.geojson', question(collection(...tidyFeatures())));
		const { outcome } = desk.find(owner, id)!;
		expect((outcome as PolygonCheck).division!.cells).toHaveLength(8);
		expect(desk.find({ ...owner, userId: 'another' }, id)).toBeNull();
		expect(desk.find({ ...owner, communityId: 'another' }, id)).toBeNull();
		expect(desk.find(owner, 'no-such')).toBeNull();
	});

	test('keeps why a file was refused', async () => {
		const desk = new PolygonDesk();
		const id = await desk.look(owner, '坏.geojson', question('{"type":"FeatureCollection","features":[NaN]}'));
		const { outcome } = desk.find(owner, id)!;
		expect(outcome).toBeInstanceOf(PolygonRefusal);
		const view = viewOf(translator('en'), desk.find(owner, id)!);
		expect(view).toMatchObject({ kind: 'refused', sentence: expect.stringContaining('Line 1, column 41') });
	});

	test('looks at one file of a person at a time, and stops when the person has gone', async () => {
		const desk = new PolygonDesk();
		const stopping = new AbortController();
		const first = desk.look(owner, 'a', question(collection(...tidyFeatures())), stopping.signal);
		await expect(desk.look(owner, 'b', question('{}'))).rejects.toMatchObject({ refusal: 'polygons-busy' });
		stopping.abort(new Error('gone'));
		await expect(first).rejects.toThrow('gone');
		const id = await desk.look(owner, 'c', question('{}'));
		expect(desk.find(owner, id)!.outcome).toMatchObject({ refusal: 'polygons-not-geojson' });
	});

	test('forgets the oldest', () => {
		const desk = new PolygonDesk();
		const kept = Array.from({ length: POLYGON_UPLOAD.kept + 5 }, (_, i) =>
			desk.refuse(owner, String(i), PLAIN_READING, new PolygonRefusal('polygons-none'))
		);
		expect(kept.filter((id) => desk.find(owner, id)).length).toBe(POLYGON_UPLOAD.kept);
		expect(desk.find(owner, kept[0]!)).toBeNull();
	});
});

describe('what arrives', () => {
	const sent = (form: FormData) => receivePolygons(new Request('http://x/', { method: 'POST', body: form }));

	test('is a file with its plain name, and the fields beside it', async () => {
		const form = new FormData();
		form.set('level', '2');
		form.set('file', new File(['\ufeff{}'], '../../网格\u202e.geojson'));
		const { fileName, text, fields } = await sent(form);
		expect([fileName, text, fields.get('level')]).toEqual(['网格.geojson', '{}', '2']);
	});

	test('is refused without a file, when too large, and when torn', async () => {
		await expect(sent(new FormData())).rejects.toMatchObject({ refusal: expect.stringMatching(/without-file|torn/) });
		const large = new FormData();
		large.set('file', new File([new Uint8Array(POLYGON_UPLOAD.fileBytes + 1)], 'a.geojson'));
		await expect(sent(large)).rejects.toMatchObject({ refusal: 'polygons-too-large' });
		const headers = { 'content-type': 'multipart/form-data; boundary=b' };
		const torn = new Request('http://x/', {
			method: 'POST',
			headers,
			body: '--b\r\nContent-Disposition: form-data; name="f'
		});
		await expect(receivePolygons(torn)).rejects.toMatchObject({ refusal: 'polygons-torn' });
		const none = new Request('http://x/', { method: 'POST', headers: { 'content-type': 'text/plain' }, body: 'x' });
		await expect(receivePolygons(none)).rejects.toMatchObject({ refusal: 'polygons-torn' });
	});

	test('is read as asked, and as usual where that makes no sense', () => {
		const asked = (words: Record<string, string>) => readingFrom((name) => words[name]);
		expect(asked({ level: '2', datum: 'gcj02', shift: '12.5,-300' })).toEqual({
			...{ levelless: 2, datum: 'gcj02' },
			shiftM: [12.5, -300]
		});
		expect(asked({ level: '9', datum: 'mars', shift: '1e9,0' })).toEqual(PLAIN_READING);
		expect(asked({ shift: 'x' })).toEqual(PLAIN_READING);
	});
});

test('the page groups what was found, what matters most first, and calls polygons by number, name and code', async () => {
	const desk = new PolygonDesk();
	const half = cell([box(0, 0, 200, 400)], { name: '西', code: '01' });
	const id = await desk.look(owner, 'a', question(collection(half, cell([box(0, 0, 1, 1)], { level: 1 }))));
	const { report } = desk.find(owner, id)!.outcome as PolygonCheck;
	const groups = groupsOf(translator('zh-CN'), report);
	expect(groups.map(({ kind, tone }) => [kind, tone])).toEqual([
		['unassigned-building', 'danger'],
		['gap', 'caution'],
		['community-level', 'neutral'],
		['no-areas', 'neutral']
	]);
	expect(groups[0]).toMatchObject({ count: 50, lines: { length: 12 }, done: expect.stringContaining('暂不划入') });
	expect(groups[1]!.lines[0]!.what).toContain('第 1 个面“西”（01）');
});
