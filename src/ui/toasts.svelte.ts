import { getContext, setContext } from 'svelte';

/** A sentence about what just happened, with the way back where there is one. */
export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly tone: 'neutral' | 'danger';
	/** Takes the act back. */
	readonly undo: (() => void | Promise<void>) | null;
}

const KEY = Symbol('toasts');
const SHOWN_AT_ONCE = 3;

/** The toasts of one page. They stay until closed or pushed out: nobody reads against a clock. */
export class Toasts {
	#next = 1;
	list: readonly Toast[] = $state.raw([]);

	/** Says that something was done; `undo` offers the way back. */
	say(text: string, undo: Toast['undo'] = null): void {
		this.#add({ id: this.#next++, text, tone: 'neutral', undo });
	}

	/** Says that something could not be done. */
	warn(text: string): void {
		this.#add({ id: this.#next++, text, tone: 'danger', undo: null });
	}

	close(id: number): void {
		this.list = this.list.filter((toast) => toast.id !== id);
	}

	#add(toast: Toast): void {
		this.list = [...this.list, toast].slice(-SHOWN_AT_ONCE);
	}
}

export function provideToasts(): Toasts {
	return setContext(KEY, new Toasts());
}

/** The toasts of the page, for a component below the layout. */
export function toasts(): Toasts {
	const found = getContext<Toasts | undefined>(KEY);
	if (!found) throw new Error('no toasts above this component: provideToasts is missing');
	return found;
}
