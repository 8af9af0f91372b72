import type { Divide } from '#features/divide/divide.svelte.ts';
import { TOOLS, WIDTHS, type Mode, type Tools } from '#features/divide/tools.svelte.ts';

export const MODE_KEYS: Readonly<Record<Mode, string>> = { add: 'a', move: 'm', erase: 'e', select: 's' };

/** Ctrl+Z and its reverse, wherever one is not typing. Returns whether the key was one of them. */
export function pressedAnywhere(event: KeyboardEvent, page: Divide): boolean {
	if (!page.mayPaint || !(event.ctrlKey || event.metaKey) || event.altKey || isTyping(event.target)) return false;
	const key = event.key.toLowerCase();
	if (key === 'z') {
		if (event.shiftKey) page.redo();
		else page.undo();
	} else if (key === 'y') page.redo();
	else return false;
	event.preventDefault();
	return true;
}

/** Single keys, which count only while the map or its tools have the focus. */
export function pressedOnMap(event: KeyboardEvent, page: Divide, tools: Tools): void {
	if (!page.mayPaint || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
	const key = event.key.toLowerCase();
	const tool = TOOLS[Number(key) - 1];
	const mode = (Object.keys(MODE_KEYS) as Mode[]).find((each) => MODE_KEYS[each] === key);
	if (tool) tools.tool = tool;
	else if (mode) tools.mode = mode;
	else if (key === 'n') page.target = null;
	else if (key === '[') tools.width = Math.max(WIDTHS.least, tools.width - WIDTHS.step);
	else if (key === ']') tools.width = Math.min(WIDTHS.most, tools.width + WIDTHS.step);
	else if (key === 'escape') void tools.cancel();
	else if (key === 'delete' && page.selection.size > 0) void page.erase(page.selection);
	else return;
	event.preventDefault();
}

function isTyping(target: EventTarget | null): boolean {
	if (!(target instanceof HTMLElement)) return false;
	if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'range', 'button'].includes(target.type);
	return target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
