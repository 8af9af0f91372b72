import { createHash } from 'node:crypto';

/** The id that fixture.sql gives to a thing of this name: its md5 as a UUID. */
export function at(name: string): string {
	const hex = createHash('md5').update(name).digest('hex');
	return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** What a token of the fixture's invitations is called in clear, e.g. `token C1`. */
export const tokenOf = (node: string): string => `token ${node}`;
