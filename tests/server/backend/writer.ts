// Writes rows through the gateway and names each one only after it was acknowledged, until it is killed.
import { randomUUID } from 'node:crypto';
import { Backend } from '#server/backend/backend';
import { openKeys } from '#server/keys';

const [root = '', migrations = ''] = process.argv.slice(2);
const keys = await openKeys(root);
const backend = await Backend.open({ place: { kind: 'embedded', directory: `${root}/database` }, keys, migrations });
for (;;) {
	const id = randomUUID();
	const answer = await backend.fetch(
		new Request('http://127.0.0.1/rest/v1/notes', {
			method: 'POST',
			headers: { apikey: keys.publishableKey, 'content-type': 'application/json' },
			body: JSON.stringify({ id, body: 'x'.repeat(500) })
		})
	);
	if (answer.status === 201) process.send?.(id);
}
