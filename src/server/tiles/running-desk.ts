import { ArtefactStore } from '#server/artefacts/store';
import { runningInstallation } from '#server/running';
import { TileDesk } from '#server/tiles/tile-desk';

interface Desk {
	readonly desk: TileDesk;
	readonly artefacts: ArtefactStore;
}

let running: Promise<Desk> | null = null;

/** The tile desk of this process, and the artefacts it reads parcels from. */
export function runningDesk(): Promise<Desk> {
	running ??= runningInstallation().then(({ directory }) => ({
		desk: new TileDesk(),
		artefacts: new ArtefactStore(directory.cache)
	}));
	return running;
}
