/** How the demo accounts are called on the pages of the demonstration. */
export const DEMO_NAMES = {
	administrator: '演示管理员',
	official: '演示街道干部',
	worker: '演示社区工作者',
	volunteer: '演示志愿者',
	resident: '演示居民'
} as const;
