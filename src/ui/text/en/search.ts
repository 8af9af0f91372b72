import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/search';

export default {
	open: 'Search (Ctrl+K)',
	title: 'Search',
	titleOf: 'Search: {query}',
	label: 'Building, address, cell, centre or code',
	hint: 'Pinyin or its initials are enough, such as “xfl3”; a building and its stairs may be written “3-2”.',
	results: 'Results',
	found: '{n} {n|place|places} found.',
	near: 'No exact match. {n} {n|place is|places are} close to it:',
	none: 'Nothing found for “{query}”.',
	noneWhy: 'Check the spelling or type less. Only public places are searched, never people or wishes.',
	all: 'All results on a page of their own',
	kind_community: 'Communities',
	kind_area: 'Living areas',
	kind_centre: 'Service centres',
	kind_building: 'Buildings',
	kind_cell: 'Stairwell cells'
} satisfies Translation<typeof zh>;
