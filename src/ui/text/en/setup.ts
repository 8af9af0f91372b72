import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/setup';

export default {
	title: 'Starting for the first time',
	lead: 'This installation is empty. Make a district and become its first administrator.',
	done: 'This installation has been started and has its administrator.',
	noToken: 'Please open the whole link that the console showed at start: it carries a one-time token.',
	district: 'District',
	name: 'Name of the district',
	nameHint: 'For example a development zone. It can be changed in the settings later.',
	nameEn: 'Name in English',
	administrator: 'Administrator',
	submit: 'Start'
} satisfies Translation<typeof zh>;
