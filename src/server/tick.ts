import type { Backend } from '#server/backend/backend';

const EVERY_MS = 60_000;

/** Lets the database do what falls due, every minute and never twice at once, until the returned function is called. */
export function keepTicking(backend: Backend, onError: (cause: unknown) => void): () => void {
	let running = false;
	const tick = async (): Promise<void> => {
		if (running) return;
		running = true;
		try {
			await backend.job('tick', { now: new Date().toISOString() });
		} catch (cause) {
			onError(cause);
		} finally {
			running = false;
		}
	};
	const timer = setInterval(() => void tick(), EVERY_MS);
	timer.unref();
	return () => clearInterval(timer);
}
