import { expect, test } from 'vitest';
import { simplified } from '#server/search/simplified';

test.each([
	['幸福小區3號樓2單元', '幸福小区3号楼2单元'],
	['黨群服務中心', '党群服务中心'],
	['乾燥的乾隆路', '干燥的乾隆路'],
	['鐘樓衞生院', '钟楼卫生院'],
	['后海幸福里12', '后海幸福里12'],
	['XFL 12號', 'XFL 12号'],
	['', '']
])('%s is %s', (text, simple) => {
	expect(simplified(text)).toBe(simple);
});
