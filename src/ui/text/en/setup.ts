import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/setup';

export default {
	title: 'First-time setup',
	lead: 'Nothing is here yet. Create a district and become its first administrator.',
	done: 'This installation is already set up.',
	noToken: 'Please open the complete link that the console showed at start: it carries a one-time token.',
	district: 'District',
	name: 'Name of the district',
	nameHint: 'Such as the name of a development zone. You can change it later in the settings.',
	nameEn: 'Name in English',
	administrator: 'Administrator',
	submit: 'Set up'
} satisfies Translation<typeof zh>;
