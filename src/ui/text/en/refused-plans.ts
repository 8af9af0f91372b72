import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/refused-plans';

/** Refusals of those who divide and put in charge; no other page says them. With `errors` they are one room. */
export default {
	'cell-exists': 'This cell exists already. Reload the page and try again.',
	'cell-unfit': 'The cell does not fit: a name has 1 to 40 characters, and a stairwell cell belongs to a living area.',
	'cell-gone': 'Somebody has just removed this cell.',
	'cell-changed': 'Somebody has just changed this cell. Compare the two versions.',
	'cell-in-use': 'The cell still holds buildings or cells, so it cannot be removed.',
	'cell-locked': 'This cell is locked. Unlock it before you divide anew.',
	'foreign-unit': 'Some stairwells are not in this community, or are named twice.',
	'units-moved': 'Somebody has just put some of these buildings elsewhere. Compare and decide.',
	'moved-since': 'Somebody has changed it since your last step, so it cannot be undone.',
	'nothing-to-undo': 'There is nothing to undo.',
	'nothing-to-redo': 'There is nothing to redo.',
	'no-cells-in-file': 'No polygon holds a building, so there is nothing to make a draft of.',
	'plan-not-draft': 'Only a draft can be changed.',
	'plan-not-published': 'Only a published plan can take effect.',
	'plan-incomplete': 'Some buildings are in no cell yet, so the plan is incomplete.',
	'codes-missing': 'Some cells have no code. Reload the page and hand it in again.',
	'code-taken': 'A code is taken twice. Check the template of codes, or hand it in again.',
	'step-unfit': 'This step was not understood. Reload the page and try again.',
	'step-too-large': 'This step is too large. Do it in several.',
	'codes-exhausted':
		'There are more cells than the code has digits for. An administrator can change the template in the settings.',
	'day-missing': 'Choose the day on which it takes effect.',
	'day-passed': 'The day it takes effect cannot be in the past.',
	'unknown-duty': 'There is no such duty. Choose one from the list.',
	'unknown-person': 'Choose a member, or write a name of at most 40 characters.',
	'name-not-public': 'This member does not show their identity, so the name cannot be public.',
	'members-missing': 'Tick the members to be placed first.',
	'dates-crossed': 'It ends before it begins.',
	'already-in-charge': 'This person has this duty already.',
	'stale-members': 'Some members were just moved by somebody else. Look at the preview again.',
	'no-buildings': 'There are no buildings here to divide.',
	'bad-cell-count': 'Enter a number of cells: a whole number, at least 1.',
	'bad-range': 'Enter a range of households: whole numbers, the most not below the least.',
	'bad-tolerance': 'The tolerance is not right.',
	'more-cells-than-buildings': 'There are more cells than buildings. Ask for fewer.',
	'all-locked': 'All cells here are locked, so there is nothing to divide. Unlock one first.',
	'no-cells-left': 'Locked cells already make up that number. Ask for more cells, or unlock one.'
} satisfies Translation<typeof zh>;
