import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/upload';

export default {
	title: 'Import streets and buildings',
	lead: 'Makes a new district from an OpenStreetMap file. Everything is imported, or nothing is changed.',
	map: 'Map file',
	mapHint: '.osm.pbf, .osm or .osm.gz, at most {limit} MB, in WGS-84.',
	boundary: 'Boundaries of the communities',
	boundaryHint:
		'GeoJSON, one area for each community, at most {limit} MB. Without it the areas in the map file are taken.',
	name: 'Name of the district',
	nameHint: 'If left empty, the name of the map file.',
	submit: 'Import',
	uploading: 'Uploading',
	tooLarge: '{file} is larger than {limit} MB. Cut out a smaller area.',
	chooseMap: 'Choose a map file.',
	broken: 'The upload broke off. Check the network, then import again.',
	running: 'Importing {file}',
	step: 'Step {n} of {total}',
	mayLeave: 'You may close this page. The import goes on, and the result is here when you return.',
	cancel: 'Cancel the import',
	cancelUpload: 'Cancel the upload',
	elsewhere: 'Another administrator is importing. Wait for it to end, then import.',
	steps: 'All steps',
	stepDone: 'done',
	stepNow: 'under way',
	last: 'Last import',
	ended: 'Ended {time}',
	openMap: 'Open the map of the new district',
	asAdministrator: 'You are its administrator.',
	notOffered: 'No database is connected here, so pages cannot import. Set DATABASE_URL.',
	link: 'Import a new district'
} satisfies Translation<typeof zh>;
