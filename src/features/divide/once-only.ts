/** Lets every unit through once, until it is told to forget. */
export function onceOnly(): { fresh(units: readonly number[]): number[]; forget(): void } {
	const met = new Set<number>();
	return {
		fresh: (units) => units.filter((unit) => !met.has(unit) && met.add(unit)),
		forget: () => met.clear()
	};
}
