import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/accessibility';

export default {
	title: 'Accessibility',
	lead: 'Gezhi is meant for everybody: for weak eyes and unsteady hands, for old phones, for the keyboard alone. This page says honestly what works and what is missing.',
	standard: 'The standard',
	standardText:
		'We work to WCAG 2.2, level AA. That every page meets it is our aim and a check that every change must pass; nobody outside has certified it.',
	help: 'Making it comfortable',
	help_elder:
		'Easy view: the button at the top of every page. Letters and buttons grow, a screen holds one thing, and a page can be read aloud where the device has a voice of its own.',
	help_contrast:
		'High contrast: black on white, at least 7 : 1, lines instead of shades. It also follows the setting of your system.',
	help_list:
		'The list holds everything the map shows: for the keyboard, for screen readers, for devices that cannot draw a map.',
	help_keyboard:
		'Keyboard: Tab goes from one thing to the next, Enter opens it; on the map the arrow keys move and plus and minus zoom.',
	help_remembered: 'These choices are kept in your browser for a year, without an account.',
	met: 'What works',
	met_axe:
		'Every page is checked by an automatic tool in Chinese and English, in the normal look, the easy view and high contrast, and it finds nothing.',
	met_keyboard:
		'Everything can be done by keyboard alone: signing in, finding a centre, reading a walking circle, moving a member, changing the state of a wish.',
	met_noMap: 'Browsers that cannot draw the map or run scripts can read the lists and use the forms.',
	met_narrow: 'On a screen 320 pixels wide and at 400 % zoom no page has to be moved sideways.',
	met_touch: 'Targets are at least 44 pixels high, in the easy view 60. Nothing has to be dragged.',
	met_motion: 'Where the system asks for less motion, nothing moves here.',
	met_colour: 'Colour never speaks alone: shape, line or words say the same.',
	met_chat:
		'It works inside chat apps: no windows that pop up, no downloads, and links can be selected and copied by hand.',
	missing: 'What is known to be missing',
	missing_map:
		'The picture of the map itself says nothing to a screen reader; what it shows must be read from the list beside it.',
	missing_people:
		'People who use screen readers, and elders, have not tried it systematically yet; the tests are our own and those of tools.',
	missing_readers:
		'Automatic checks do not replace screen readers: the versions of NVDA, TalkBack and VoiceOver have not been tried one by one.',
	missing_speech:
		'Reading aloud needs a voice in the device; many chat apps have none, and there the button is missing.',
	missing_words:
		'Wishes are shown in the words of those who wrote them, which may be hard or misspelt. There is no sign language and no dialect.',
	missing_charts: 'The shape of a walking circle is drawn on the map only; the list gives its figures, not its shape.',
	missing_print: 'Printed pages have no edition in large type.',
	complain: 'Tell us when it fails',
	complainText:
		'Tell your community worker, or go to the nearest service centre: which page, what you wanted to do, where it stopped. They can also do it for you. Whoever runs this installation should answer; if the answer does not help, call 12345.',
	complainCode: 'If you write code, open an issue in the repository of this project.',
	checked: 'Written on {date}; it changes with the software.'
} satisfies Translation<typeof zh>;
