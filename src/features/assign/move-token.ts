import { idOf } from '#features/assign/question';

/** A member in a form: under which version they were seen, where they were, and where they would go. */
export interface MoveToken {
	readonly id: string;
	readonly version: number;
	/** The cell they were in; null for none. */
	readonly from: string | null;
	/** Null for none, or where the form asks for one cell for all. */
	readonly to: string | null;
}

/** The value of a tick box: `member.version.from.to`. */
export function writeMove({ id, version, from, to }: MoveToken): string {
	return [id, version, from ?? '', to ?? ''].join('.');
}

/** Reads the ticked boxes; what is no token of ours is left out, and so is a member who comes twice. */
export function readMoves(values: readonly FormDataEntryValue[]): MoveToken[] {
	const found = new Map<string, MoveToken>();
	for (const value of values) {
		if (typeof value !== 'string') continue;
		const [member, number, from, to] = value.split('.');
		const [id, version] = [idOf(member), Number(number)];
		if (id && Number.isInteger(version)) found.set(id, { id, version, from: idOf(from), to: idOf(to) });
	}
	return [...found.values()];
}
