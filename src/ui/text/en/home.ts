import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/home';

export default {
	title: 'Someone responsible for every stairwell',
	lead: 'Three levels of grid cells (wangge), service centres, 15-minute walks and micro-wishes on one map: who is responsible, how far one gets on foot, and who is still left out.',
	communities: '{n|community|communities}',
	cells: '{n|cell|cells}',
	openCentres: 'open {n|centre|centres}',
	openWishes: '{n|wish|wishes} to claim',
	otherDistricts: 'Other districts',
	map: 'Open the map',
	mapText: 'Cells, centres and what can be reached on foot.',
	list: 'Open the list',
	listText: 'Everything on the map, for keyboards, screen readers and old phones.',
	signInText: 'For community workers, volunteers and residents.',
	accountText: 'Your roles, volunteering, your password.',
	emptyWhat: 'This is where the cells and centres of the district will be.',
	emptyWhy:
		'There is no data yet. At start the console shows a one-time link: use it to create the first district and its administrator, then bring in streets and buildings with npm run import.',
	demoTitle: 'Demo accounts',
	demoLead:
		'Five kinds of people, and each sees something different. Press “Enter” beside one; the password is always {password}.',
	demo_administrator: 'manages accounts and settings',
	demo_official: 'sees numbers, no texts',
	demo_worker: 'sees the doors of one community, moves wishes along',
	demo_volunteer: 'has claimed a wish',
	demo_resident: 'has made some wishes',
	demoEnter: 'Enter',
	demoEnterAs: 'Enter as {role}',
	doorCentres: 'Find a service centre',
	doorCentresText: 'Address, opening hours, and what can be done there.',
	doorHere: 'Who looks after my building',
	doorHereText: 'Choose your building: which cell it is, who is responsible, how many minutes to the nearest centre.',
	doorWish: 'Tell a wish',
	doorWishText: 'No account needed. Say it once; nothing about your family is made public.',
	doorTrack: 'Follow a wish',
	doorTrackText: 'Type the tracking code and see where it stands, in one step.'
} satisfies Translation<typeof zh>;
