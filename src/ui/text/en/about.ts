import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/about';

export default {
	lead: 'Gezhi puts grid cells (wangge), Party-Mass service centres, walking circles, members and micro-wishes on one map, so that every stairwell has somebody responsible and whoever is left out can be seen.',
	title: 'About Gezhi',
	words: 'Words used here',
	term_community: 'Community',
	meaning_community: 'The first level. Every cell belongs to a community, never straight to a subdistrict.',
	term_livingArea: 'Living area',
	meaning_livingArea: 'The second level: a compound, or a few neighbouring courts.',
	term_cell: 'Cell',
	meaning_cell: 'The third level: one or more stairwells of a building. Cells leave no gap and do not overlap.',
	term_specialCell: 'Special cell',
	meaning_specialCell: 'An industrial community, mall, campus or building site: counted by those who work there.',
	term_centre: 'Service centre',
	meaning_centre:
		'Regional, community, office-building centres and 24-hour stations. Built is not open; only open ones count.',
	term_circle: 'Service area',
	meaning_circle: 'What can really be reached on foot in the time, not a disc drawn with a compass.',
	term_duty: 'Duty',
	meaning_duty: 'Cell leader, cell worker, building head, police officer…: who is responsible for which cell.',
	term_member: 'Member',
	meaning_member: 'In-service, community and floating Party members. Whether it is shown is each member’s own choice.',
	term_wish: 'Micro-wish',
	meaning_wish: 'One small thing for a resident. Fulfilled wishes are counted, claimed ones are not.',
	circles: 'How service areas are computed',
	circlesText:
		'From the centre’s door to the street and along every walkable way until the time is up; for a building, the walk from the street to its door is added. Walls, gates and rivers count. By default an adult walks 4 km/h, 1,000 m in 15 minutes; an elder 0.8 m/s, 720 m.',
	privacy: 'Personal data',
	privacy_public:
		'Public are only cells, centres, numbers of households, and wishes from which the system has removed names, phones and illness.',
	privacy_doors:
		'Door, name and phone of a wish are seen by the workers of the cell and by the one who is helping; every look is recorded.',
	privacy_small: 'Counts of few people are not published, so that no figure points at a family.',
	privacy_members: 'Party membership is not shown unless the member agrees.',
	privacy_none: 'No points, rankings, check-ins or tracks, and no compulsory photos.',
	privacy_rights:
		'Every change is audited and kept for at least 180 days. To close your account, ask the administrator of your community.',
	credits: 'Data and software',
	credit_streets:
		'Real streets come from OpenStreetMap contributors under the ODbL; households computed from buildings are marked as estimated.',
	credit_demo: 'The demonstration town, its people and their wishes are all invented.',
	credit_software: 'This software is published under Apache-2.0 and sends no usage data anywhere.'
} satisfies Translation<typeof zh>;
