import { myAccount } from '#data/session';
import type { Account } from '#domain/people/account';
import { within } from '#server/remembered';

const PATIENCE_MS = 300;
/** How long the head of a page waits for somebody it has not seen before. */
const FIRST_PATIENCE_MS = 3_000;
const REMEMBERED_ACCOUNTS = 500;

// What the head of a page showed somebody last. Rights are never decided by it: the database decides at every call.
const lastSeen = new Map<string, Account>();

/** Who is signed in, for the head of the page; null for visitors. Falls back to the last answer when it is slow. */
export async function signedInAccount(locals: App.Locals): Promise<Account | null> {
	const user = await locals.user();
	if (!user) return null;
	const asked = myAccount(locals.supabase).then((account) => {
		remember(account);
		return account;
	});
	const seen = lastSeen.get(user.id);
	if (seen) return within(asked, PATIENCE_MS, seen);
	const stranger: Account = { userId: user.id, email: user.email ?? '', displayName: '', roles: [] };
	return within(asked, FIRST_PATIENCE_MS, stranger);
}

function remember(account: Account): void {
	lastSeen.delete(account.userId);
	lastSeen.set(account.userId, account);
	if (lastSeen.size <= REMEMBERED_ACCOUNTS) return;
	for (const eldest of lastSeen.keys()) {
		lastSeen.delete(eldest);
		return;
	}
}
