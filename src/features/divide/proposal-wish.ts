import type { DeskWish } from '#compute/division-desk';

/** The form as it is filled in. */
export interface WishForm {
	/** A living area, or empty for the whole community. */
	readonly area: string;
	readonly by: 'count' | 'span';
	/** As typed; a number field that is empty is null or undefined. */
	readonly count: number | null | undefined;
	readonly fewest: number | null | undefined;
	readonly most: number | null | undefined;
	readonly streets: boolean;
	readonly compounds: boolean;
	readonly seed: number;
}

/** What is wrong with an answer, by the name of its sentence. */
export interface WishProblem {
	readonly field: 'count' | 'fewest';
	readonly refusal: 'bad-cell-count' | 'bad-range';
}

/** Reads the form: a wish, or what is wrong with it. */
export function wishFrom(form: WishForm): DeskWish | WishProblem {
	const { area, by, count, fewest, most, streets, compounds, seed } = form;
	const rest = { area: area || null, seed, respect: { streets, compounds } };
	if (by === 'count') {
		if (!isWhole(count) || count < 1) return { field: 'count', refusal: 'bad-cell-count' };
		return { ...rest, k: count };
	}
	if (!isWhole(fewest) || !isWhole(most) || fewest < 1 || most < fewest)
		return { field: 'fewest', refusal: 'bad-range' };
	return { ...rest, span: [fewest, most] };
}

export function isProblem(read: DeskWish | WishProblem): read is WishProblem {
	return 'refusal' in read;
}

/** About how many cells a range makes of some households: as many as bring them nearest to its geometric middle. */
export function cellsInSpan(households: number, fewest: number, most: number): number {
	const middle = Math.sqrt(Math.max(fewest, most / 4) * most);
	return middle > 0 ? Math.max(1, Math.round(households / middle)) : 1;
}

function isWhole(value: number | null | undefined): value is number {
	return typeof value === 'number' && Number.isInteger(value) && value <= 1_000_000;
}
