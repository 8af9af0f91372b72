import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/members';

export default {
	kindInService: 'In-service member',
	kindCommunity: 'Community member',
	kindFloating: 'Floating member',
	organisation: 'Organisation',
	home: 'Home',
	phone: 'Phone',
	showsIdentity: 'Identity',
	showsIdentityYes: 'public',
	showsIdentityNo: 'not public',
	away: 'Away',
	awaySpan: '{since} to {until}',
	awaySince: 'since {since}',
	unplaced: 'In no cell yet',
	none: 'No members',
	noneWhy: 'There is nobody here that you may see.',
	publicNote: 'Only members who chose to be known as such are listed here.',
	move: 'Move to another cell',
	community: 'Community',
	newCell: 'New cell',
	pickOnMap: 'A cell can also be picked on the map.',
	reason: 'Reason',
	reasonHint: 'It is kept in the history.',
	reasonMissing: 'Please give a reason.',
	cellMissing: 'Please choose the new cell.',
	moveAct: 'Move',
	moved: '{name} is now in “{cell}”.',
	movedBack: '{name} is back in “{cell}”.',
	undoReason: 'Undoing the move just made',
	cellInHome: 'Home lies in this cell'
} satisfies Translation<typeof zh>;
