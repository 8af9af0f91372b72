/** A cell in a handover list, with whom it has. */
export interface HandoverCell {
	readonly id: string;
	readonly name: string;
	readonly code: string | null;
	readonly people: readonly { readonly duty: string; readonly name: string; readonly standIn: boolean }[];
}

/** Everything that changes hands when a proposal takes effect. `from` and `to` are null for what had or gets no cell. */
export interface Handover {
	readonly buildings: readonly {
		readonly id: string;
		readonly name: string;
		readonly units: readonly number[];
		readonly households: number;
		readonly from: HandoverCell | null;
		readonly to: HandoverCell | null;
	}[];
	readonly members: readonly {
		readonly id: string;
		readonly name: string;
		readonly from: HandoverCell | null;
		readonly to: HandoverCell | null;
	}[];
	/** Duties that end because their cell ends. */
	readonly duties: readonly {
		readonly id: string;
		readonly duty: string;
		readonly name: string;
		readonly from: { readonly id: string; readonly name: string; readonly code: string | null };
	}[];
	/** Open wishes. */
	readonly wishes: readonly {
		readonly id: string;
		readonly kind: string;
		readonly state: string;
		readonly from: HandoverCell | null;
		readonly to: HandoverCell | null;
	}[];
	readonly begins: readonly HandoverCell[];
	readonly ends: readonly {
		readonly id: string;
		readonly name: string;
		readonly code: string | null;
		readonly level: 2 | 3;
	}[];
}
