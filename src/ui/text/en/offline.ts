export default {
	title: 'Pages you can read without a network',
	lead: 'When there is no connection, or the server does not answer, the pages below can still be read. They are saved on this device.',
	savedAt: 'This page was saved on {moment}.',
	nothing: 'No page is saved on this device yet. Open a community once while connected, and it stays readable.',
	whatIsKept:
		'Only the last community you looked at and its centres are kept. No people’s names, phone numbers or doors, and nothing from behind a sign-in; signing out deletes everything.'
} as const;
