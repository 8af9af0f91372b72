export default {
	title: '第一次启用',
	lead: '系统还是空的。请创建一个区，并成为它的第一位管理员。',
	done: '系统已经启用，不能重复设置。',
	noToken: '请打开启动时控制台里显示的完整链接，里面带有一次性验证码。',
	district: '区',
	name: '区的名称',
	nameHint: '例如：某某经济技术开发区。以后可以在设置里改。',
	nameEn: '英文名称',
	administrator: '管理员',
	submit: '启用'
} as const;
