/** What a file of polygons may cost. */
export const POLYGON_UPLOAD = {
	/** 500,000 corners of seven decimals are about 15 MB. */
	fileBytes: 24 * 1024 * 1024,
	/** How long nothing may arrive. */
	idleMs: 20_000,
	/** How long the whole upload may take. */
	uploadMs: 120_000,
	/** Heap of the thread that reads it. */
	memoryMb: 1024,
	/** How long reading and comparing may take. */
	checkMs: 60_000,
	/** How many files are looked at at the same time. */
	atOnce: 2,
	/** How long a report is kept for its reader. */
	keptMs: 30 * 60_000,
	/** How many reports are kept, and how many bytes of their files. */
	kept: 20,
	keptBytes: 64 * 1024 * 1024
} as const;
