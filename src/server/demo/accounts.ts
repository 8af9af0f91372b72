import type { Role } from '#domain/people/grant';

/** An account of the demonstration; its role is also the name of its words. */
export interface DemoAccount {
	readonly role: Role | 'resident';
	readonly email: string;
}

/** One for each role; they exist only in a demo database. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
	{ role: 'administrator', email: 'administrator@demo.example' },
	{ role: 'official', email: 'official@demo.example' },
	{ role: 'worker', email: 'worker@demo.example' },
	{ role: 'volunteer', email: 'volunteer@demo.example' },
	{ role: 'resident', email: 'resident@demo.example' }
];

/** Printed on the demo's front page: everybody may know it, so it must never open anything real. */
export const DEMO_PASSWORD = 'gezhi-demo-2026';
