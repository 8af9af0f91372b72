/// <reference types="@sveltejs/kit" />
import { build } from '$service-worker';
import { answerKept, answerPage, dropOldBuilds, forgetPages, handlingOf } from '#ui/offline/answers';
import type { WorkerScope } from '#ui/offline/worker-scope';

const worker = self as unknown as WorkerScope;

// a new version takes over at once: no page is reloaded for it, and the files of the one before stay
worker.addEventListener('install', () => void worker.skipWaiting());

worker.addEventListener('activate', (event) => {
	event.waitUntil(Promise.all([worker.registration.navigationPreload?.enable(), dropOldBuilds(build)]));
	event.waitUntil(worker.clients.claim());
});

worker.addEventListener('fetch', (event) => {
	const { request } = event;
	const { origin, pathname } = new URL(request.url);
	if (origin !== location.origin) return;
	const handling = handlingOf(request, pathname);
	if (handling === 'sign-out') event.waitUntil(forgetPages());
	if (handling === 'asset' || handling === 'artefact') event.respondWith(answerKept(request, handling));
	if (handling === 'page') {
		const asked = Promise.resolve(event.preloadResponse).then((early) => early ?? fetch(request));
		event.respondWith(answerPage(asked, pathname));
	}
});
