import type { PlanChanges } from '#domain/division/plan';
import { unitsMoved } from '#features/divide/commands';
import type { Ledger } from '#features/divide/ledger';
import type { Translate } from '#ui/text/translate';

/** What a step has done, in one sentence: `12号楼 → 第3网格，148 户`. */
export function toldOf(
	done: PlanChanges,
	ledger: Ledger,
	t: Translate,
	nameOf: (cell: string | null) => string
): string {
	if (unitsMoved(done) === 0) return t('divide.saidCell');
	const moved = done.moves.flatMap((move) => move.units);
	const { households, buildings } = ledger.meter(moved);
	const house = ledger.units.get(moved[0]!)?.building;
	const what = buildings === 1 && house ? house.name || house.address : t('divide.severalBuildings', { n: buildings });
	const into = new Set(done.moves.map(({ to }) => to));
	const [only = null] = into;
	if (into.size > 1)
		return t('divide.saidMoved', { what, households, cell: t('divide.severalCells', { n: into.size }) });
	if (only === null) return t('divide.saidErased', { what, households });
	return t('divide.saidMoved', { what, households, cell: nameOf(only) });
}

/** Now, as an ISO instant. */
export function nowText(): string {
	return new Date().toISOString();
}
