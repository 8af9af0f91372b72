import { expect, test } from 'vitest';
import { formatter } from '#ui/text/format';
import { headCounts } from '#ui/head-count';
import { translator } from '#ui/text/words';

const written = (locale: 'zh-CN' | 'en', estimated: boolean) => {
	const counts = headCounts({ t: translator(locale), format: formatter(locale) }, estimated);
	return [counts.households(3611), counts.figure(3611), counts.share(0.25), counts.mark, counts.figure(null)];
};

test('a counted number stands bare', () => {
	expect(written('zh-CN', false)).toEqual(['3,611 户', '3,611', '25%', null, '–']);
	expect(written('en', false)).toEqual(['3,611 households', '3,611', '25%', null, '–']);
});

test('an estimated number never looks like a counted one', () => {
	expect(written('zh-CN', true)).toEqual(['约 3,611 户（估算）', '≈ 3,611', '≈ 25%', '估算', '–']);
	expect(written('en', true)).toEqual(['≈ 3,611 households (est.)', '≈ 3,611', '≈ 25%', 'estimated', '–']);
});
