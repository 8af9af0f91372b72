/** The seed of the demo town that everybody gets. */
export const DEMO_SEED = 20261120;
