import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import type { DistrictSettings } from '#domain/place/settings';

const saved = v.object({ version: v.number() });

/** Saves the settings of a district and brings the new version. Throws Refused `stale-version`, `not-permitted`. */
export async function saveSettings(
	client: SupabaseClient,
	change: { operation: string; districtId: string; version: number; settings: DistrictSettings }
): Promise<number> {
	const args = {
		p_operation: change.operation,
		p_district: change.districtId,
		p_version: change.version,
		p_settings: change.settings
	};
	return (await call(client, 'save_district_settings', args, saved)).version;
}

/** Gives a district its names and brings the new version. Throws Refused `stale-version`, `not-permitted`. */
export async function renameDistrict(
	client: SupabaseClient,
	change: { operation: string; districtId: string; version: number; name: string; nameEn: string }
): Promise<number> {
	const args = {
		p_operation: change.operation,
		p_district: change.districtId,
		p_version: change.version,
		p_name: change.name,
		p_name_en: change.nameEn
	};
	return (await call(client, 'rename_district', args, saved)).version;
}
