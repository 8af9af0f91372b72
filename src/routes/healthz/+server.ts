import type { RequestHandler } from './$types';

/** The process is alive; it says nothing of the database. */
export const GET: RequestHandler = () => new Response('ok\n', { headers: { 'cache-control': 'no-store' } });
