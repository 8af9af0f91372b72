// Makes the database complain about values of people, in every way that reaches a log.
import { Backend } from '#server/backend/backend';
import { openKeys } from '#server/keys';

const [root = '', migrations = '', secret = ''] = process.argv.slice(2);
const keys = await openKeys(root);
const backend = await Backend.open({ place: { kind: 'embedded', directory: `${root}/database` }, keys, migrations });
const id = '00000000-0000-4000-8000-000000000001';
const questions: [string, object][] = [
	['/rest/v1/rpc/complain', { p_text: secret }],
	['/rest/v1/notes', { id, body: secret }],
	['/rest/v1/notes', { id, body: secret }],
	['/rest/v1/notes', { id: secret, body: secret }],
	['/rest/v1/rpc/refuse_me', {}],
	[`/rest/v1/notes?body=lt.${secret}&nothing=eq.1`, { id, body: secret }],
	['/auth/v1/signup', { email: secret, password: secret }],
	['/rest/v1/rpc/broken', { p_text: secret }],
	['/auth/v1/recover', { email: 'someone@demo.example' }]
];
for (const [path, body] of questions) {
	const headers = { apikey: keys.publishableKey, 'content-type': 'application/json' };
	const request = { method: 'POST', headers, body: JSON.stringify(body) };
	const answer = await backend.fetch(new Request(`http://127.0.0.1${path}`, request));
	process.stdout.write(`${answer.status} `);
}
await backend.close();
