import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/home';

export default {
	title: 'Somebody for every stairwell',
	lead: 'Three levels of grid cells, service centres, 15-minute walks and micro-wishes on one map: who is responsible, how far it is on foot, and who is still left out.',
	communities: '{n|community|communities}',
	cells: '{n|cell|cells}',
	openCentres: 'open {n|centre|centres}',
	openWishes: '{n|wish|wishes} to claim',
	otherDistricts: 'Other districts',
	map: 'Open the map',
	mapText: 'Cells, centres and what can be reached on foot.',
	list: 'Open the list',
	listText: 'All that is on the map, for keyboards, screen readers and old phones.',
	signInText: 'For community workers, volunteers and residents.',
	accountText: 'My roles, asking to volunteer, changing the password.',
	emptyWhat: 'The cells and centres of the district will be shown here.',
	emptyWhy:
		'There is no data yet. The console shows a one-time link at start that makes the first district and administrator; then npm run import brings streets and buildings.',
	demoTitle: 'Demo accounts',
	demoLead: 'Five kinds of people, each seeing something else. The password is {password}, or just enter.',
	demo_administrator: 'accounts and settings',
	demo_official: 'counts only',
	demo_worker: 'doors of one community, states of wishes',
	demo_volunteer: 'has claimed a wish',
	demo_resident: 'has made some wishes',
	demoEnter: 'Enter',
	demoEnterAs: 'Enter as {role}'
} satisfies Translation<typeof zh>;
