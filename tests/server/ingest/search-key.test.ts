import { expect, test } from 'vitest';
import { searchKey } from '#server/ingest/search-key';

test.each([
	[['幸福里12号楼'], 'xingfuli12haolou xfl12hl'],
	[['绿地A座', '吕梁路8号'], 'lvdiazuo ldaz lvlianglu8hao lll8h'],
	[['Städtle 12'], 'stadtle12'],
	[['', ''], ''],
	[['同名', '同名'], 'tongming tm'],
	[['鐘樓灣'], '钟楼湾 zhonglouwan zlw']
])('%j is found by %s', (words, key) => {
	expect(searchKey(...words)).toBe(key);
});
