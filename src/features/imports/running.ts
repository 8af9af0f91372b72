/** A running import as the server tells it, in the reader's words. */
export interface RunningView {
	readonly file: string;
	/** Every stage, in order. */
	readonly stages: readonly string[];
	readonly at: number;
	/** From 0 to 1; null where it cannot be counted. */
	readonly share: number | null;
	readonly counted: string;
}

/** How far one's own import is; null where none runs. Throws where the server cannot be reached. */
export async function askRunning(): Promise<RunningView | null> {
	const response = await fetch('/import/state', { headers: { accept: 'application/json' } });
	if (!response.ok) throw new Error('state-unknown');
	const { running } = (await response.json()) as { running: RunningView | null };
	return running;
}
