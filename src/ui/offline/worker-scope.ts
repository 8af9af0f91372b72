/** What a service worker hears: the part of it that ours uses (the library of types for pages has none of it). */
export interface WorkerEvent extends Event {
	waitUntil(work: Promise<unknown>): void;
}

export interface FetchHeard extends WorkerEvent {
	readonly request: Request;
	/** The answer that set out while the worker was starting; undefined where the browser cannot. */
	readonly preloadResponse?: Promise<Response | undefined>;
	respondWith(answer: Promise<Response>): void;
}

/** The global scope of a service worker. */
export interface WorkerScope {
	readonly registration: ServiceWorkerRegistration;
	readonly clients: { claim(): Promise<void> };
	skipWaiting(): Promise<void>;
	addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
	addEventListener(type: 'fetch', listener: (event: FetchHeard) => void): void;
}
