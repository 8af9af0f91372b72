/**
 * Words for the commands that run before anything is installed (start, test), so they are plain JavaScript and
 * stand apart from the typed dictionary. Same rule as there: both languages complete, a test compares the keys.
 */
export const launchWords = {
	'zh-CN': {
		nodeTooOld: '需要 Node 20 或更新版本，当前是 {version}。请从 https://nodejs.org 安装后重试。',
		nodeMissing: '没有可用的 Node 22.17 以上版本：请安装 Node 24 后重试（当前 {version}）。',
		installing: '正在安装依赖（第一次需要一两分钟）…',
		installFailed: '依赖安装失败。请检查网络后运行：npm ci',
		building: '正在构建…',
		buildFailed: '构建失败，原因见上。',
		packagesNeeded: '测试还需要系统软件包：{packages}',
		packagesAsk: '现在安装吗？将运行：{command}  [Y/n] ',
		packagesRefused: '未安装。以后可运行：{command}',
		leftOut: '未运行：{what}（缺少 {packages}）',
		step: '▸ {name}',
		stepPassed: '✓ {name}（{seconds} 秒）',
		stepFailed: '✗ {name}（{seconds} 秒）',
		browserTests: '浏览器测试',
		nativeTests: '原生 PostgreSQL 上的数据库测试',
		ciIncomplete: '持续集成中不允许遗漏测试。'
	},
	en: {
		nodeTooOld: 'Node 20 or newer is needed, this is {version}. Install it from https://nodejs.org and try again.',
		nodeMissing: 'No Node 22.17 or newer at hand: install Node 24 and try again (this is {version}).',
		installing: 'Installing what is missing (a minute or two the first time)…',
		installFailed: 'Installing failed. Check the network, then run: npm ci',
		building: 'Building…',
		buildFailed: 'The build failed, for the reason above.',
		packagesNeeded: 'The tests also need these system packages: {packages}',
		packagesAsk: 'Install them now? This runs: {command}  [Y/n] ',
		packagesRefused: 'Not installed. Later, run: {command}',
		leftOut: 'Left out: {what} (missing {packages})',
		step: '▸ {name}',
		stepPassed: '✓ {name} ({seconds} s)',
		stepFailed: '✗ {name} ({seconds} s)',
		browserTests: 'browser tests',
		nativeTests: 'database tests on native PostgreSQL',
		ciIncomplete: 'Continuous integration may leave no test out.'
	}
};

/** The words in the language of the terminal: Chinese where `LANG` says so, English otherwise. */
export function launchTranslator(env = process.env) {
	const language = /^zh/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'zh-CN' : 'en';
	return (/** @type {keyof typeof launchWords.en} */ key, /** @type {Record<string, string>} */ params = {}) =>
		launchWords[language][key].replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);
}
