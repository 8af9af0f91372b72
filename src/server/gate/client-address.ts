/**
 * The address a request came from. `X-Forwarded-For` is believed only behind a proxy of our own (`ORIGIN` is set),
 * and of it only the last entry, which that proxy wrote: the others are the client's own claims.
 */
export function clientAddress(socketAddress: string, forwardedFor: string | null, behindProxy: boolean): string {
	const written = behindProxy ? forwardedFor?.split(',').at(-1)?.trim() : '';
	return (written || socketAddress).replace(/^::ffff:/, '').slice(0, 64);
}
