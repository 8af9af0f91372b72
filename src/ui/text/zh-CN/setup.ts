export default {
	title: '第一次启用',
	lead: '这套系统还是空的。建一个区，并成为它的第一位管理员。',
	done: '这套系统已经启用，有了管理员。',
	noToken: '请打开启动时控制台里显示的完整链接：它带有一次性的口令。',
	district: '区',
	name: '区的名称',
	nameHint: '例如：某某经济技术开发区。以后可以在设置里改。',
	nameEn: '英文名称',
	administrator: '管理员',
	submit: '启用'
} as const;
