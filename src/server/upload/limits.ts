/** What an import from the browser may cost. */
export interface UploadLimits {
	readonly mapBytes: number;
	readonly boundaryBytes: number;
	/** How long nothing may arrive. */
	readonly idleMs: number;
	/** How long the whole upload may take; below the five minutes after which the server hangs up by itself. */
	readonly uploadMs: number;
	/** Heap of the reading thread. */
	readonly memoryMb: number;
	/** How long reading and preparing may take. */
	readonly minutes: number;
}

const MEGABYTE = 1024 * 1024;

export const UPLOAD_LIMITS: UploadLimits = {
	mapBytes: 256 * MEGABYTE,
	boundaryBytes: 50 * MEGABYTE,
	idleMs: 20_000,
	uploadMs: 280_000,
	memoryMb: 2048,
	minutes: 15
};

/** Whole megabytes, as the sentences say them. */
export function megabytes(bytes: number): number {
	return Math.round(bytes / MEGABYTE);
}

/** The most that a request may say it brings: both files, and a little for the form around them. */
export function requestBytes({ mapBytes, boundaryBytes }: UploadLimits): number {
	return mapBytes + boundaryBytes + MEGABYTE;
}
