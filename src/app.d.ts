import type { SupabaseClient } from '@supabase/supabase-js';
import type { DatabaseDoor } from '#data/supabase';
import type { SignedIn } from '#server/gate/signed-in-user';
import type { Contrast, Size, Theme } from '#ui/preferences';
import type { Locale } from '#ui/text/locale';

declare global {
	namespace App {
		interface Locals {
			/** The database with the caller's own rights. */
			supabase: SupabaseClient;
			/** Who is signed in, verified; null for visitors. Asked once for a request. */
			user(): Promise<SignedIn | null>;
			/** For the browser's own client. */
			database: DatabaseDoor;
			locale: Locale;
			theme: Theme;
			size: Size;
			contrast: Contrast;
		}
		interface Platform {
			/** Given by adapter-node. */
			req?: import('node:http').IncomingMessage;
		}
		interface Error {
			message: string;
			/** Key of the dictionary's room `errors`, where the error has a name. */
			refusal?: string;
		}
	}
}

export {};
