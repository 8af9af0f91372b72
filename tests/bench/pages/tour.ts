import { DEMO_PASSWORD } from '#server/demo/accounts';

/** What is opened: the page's name and its address on one server. */
export type Stop = readonly [name: string, path: string];

/** Somebody who opens pages: a stranger, or a person of the demo who has signed in. */
export interface Visitor {
	readonly cookie: string;
}

const STRANGER: Visitor = { cookie: '' };
const ID = '[0-9a-f]{8}-[0-9a-f-]{27}';

/** What a stranger opens. Looked for are 学, 鼓楼 (two characters, which no trigram helps to find) and 青, which begins many names. */
const OPEN_PAGES: readonly Stop[] = [
	['home', '/'],
	['map', '/map'],
	['map-centres', '/map?mode=centres'],
	['map-buildings', '/map?mode=buildings'],
	['map-buildings-found', '/map?mode=buildings&q=%E5%AD%A6'],
	['map-buildings-last', '/map?mode=buildings&page=50'],
	['map-members', '/map?mode=members'],
	['map-wishes', '/map?mode=wishes'],
	['centres', '/centres'],
	['here', '/here'],
	['here-found', '/here?q=%E5%AD%A6'],
	['wishes-new', '/wishes/new'],
	['search', '/search?q=%E9%BC%93%E6%A5%BC'],
	['search-common', '/search?q=%E9%9D%92']
];

const WORKERS_PAGES: readonly Stop[] = [
	['worker-home', '/'],
	['worker-map', '/map'],
	['worker-buildings', '/map?mode=buildings'],
	['worker-members', '/map?mode=members'],
	['worker-members-found', '/map?mode=members&q=%E7%8E%8B'],
	['worker-wishes', '/map?mode=wishes'],
	['worker-wishes-open', '/map?mode=wishes&state=open']
];

/** The tree of a large district begins with subdistricts: then the first of them opened stands for it. */
const TREE = 'the tree';
const SUBDISTRICT = `/map[?]in=(${ID})`;

/** Where the first of a kind stands that a card or page of its own can be asked of: the page, and the link on it. */
const FIRST: readonly (readonly [name: string, on: string, link: string, to: string])[] = [
	['centre', '/centres', `/centres/(${ID})`, '/centres/$1'],
	['community', TREE, `[?;&]cell=(${ID})`, '/c/$1'],
	['card-community', TREE, `[?;&]cell=(${ID})`, '/map?cell=$1'],
	['card-centre', '/map?mode=centres', `[?;&]centre=(${ID})`, '/map?mode=centres&centre=$1'],
	['card-building', '/map?mode=buildings', `[?;&]building=(${ID})`, '/map?mode=buildings&building=$1'],
	['here-building', '/map?mode=buildings', `[?;&]building=(${ID})`, '/here?building=$1'],
	['wish-building', '/map?mode=buildings', `[?;&]building=(${ID})`, '/wishes/new?building=$1'],
	['card-wish', '/map?mode=wishes', `[?;&]wish=(${ID})`, '/map?mode=wishes&wish=$1']
];
const WORKERS_FIRST: typeof FIRST = [
	['worker-card-community', TREE, `[?;&]cell=(${ID})`, '/map?cell=$1'],
	['worker-card-building', '/map?mode=buildings', `[?;&]building=(${ID})`, '/map?mode=buildings&building=$1'],
	['worker-card-wish', '/map?mode=wishes', `[?;&]wish=(${ID})`, '/map?mode=wishes&wish=$1'],
	['worker-card-member', '/map?mode=members', `[?;&]member=(${ID})`, '/map?mode=members&member=$1']
];

/** The page as one request brings it: the time until its last byte, in milliseconds. */
export async function open(
	address: string,
	path: string,
	{ cookie }: Visitor
): Promise<{ readonly ms: number; readonly text: string; readonly ok: boolean }> {
	const begun = performance.now();
	const response = await fetch(address + path, { headers: { accept: 'text/html', cookie }, redirect: 'manual' });
	const text = await response.text();
	return { ms: performance.now() - begun, text, ok: response.ok };
}

export interface Tour {
	readonly visitor: Visitor;
	readonly stops: readonly Stop[];
}

/** Everything worth opening on one server, by visitor. Throws where a demo's person cannot sign in. */
export async function toursOf(address: string): Promise<readonly Tour[]> {
	const worker = await signedIn(address, 'worker@demo.example');
	const administrator = await signedIn(address, 'administrator@demo.example');
	return [
		{
			visitor: STRANGER,
			stops: [...OPEN_PAGES, ['map-subdistrict', await treeOf(address)], ...(await firstOf(address, STRANGER, FIRST))]
		},
		{ visitor: worker, stops: [...WORKERS_PAGES, ...(await firstOf(address, worker, WORKERS_FIRST))] },
		{
			visitor: administrator,
			stops: [
				['administrator-map', '/map'],
				['administrator-accounts', '/accounts'],
				['administrator-settings', '/settings']
			]
		}
	];
}

/** The page whose tree shows communities. */
async function treeOf(address: string): Promise<string> {
	const { text } = await open(address, '/map', STRANGER);
	const found = new RegExp(SUBDISTRICT).exec(text)?.[1];
	return found ? `/map?in=${found}` : '/map';
}

async function firstOf(address: string, visitor: Visitor, wanted: typeof FIRST): Promise<Stop[]> {
	const stops: Stop[] = [];
	for (const [name, on, link, to] of wanted) {
		const { text } = await open(address, on === TREE ? await treeOf(address) : on, visitor);
		const found = new RegExp(link).exec(text)?.[1];
		if (!found) throw new Error(`no link for ${name} on ${on}`);
		stops.push([name, to.replace('$1', found)]);
	}
	return stops;
}

async function signedIn(address: string, email: string): Promise<Visitor> {
	const response = await fetch(`${address}/sign-in`, {
		method: 'POST',
		headers: { origin: address, 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
		body: new URLSearchParams({ email, password: DEMO_PASSWORD }).toString(),
		redirect: 'manual'
	});
	await response.arrayBuffer();
	if (response.status !== 303) throw new Error(`${email} cannot sign in: ${response.status}`);
	const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]!);
	return { cookie: cookie.join('; ') };
}
