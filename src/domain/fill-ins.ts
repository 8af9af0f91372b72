/*
 * What newer engines bring along and our code, or a package of ours, uses: filled in where it is missing, so that the
 * floor of the build (src/server/bundle/older-engines.ts) is a floor in fact. Imported first by the pages and by every worker.
 * tests/e2e/old-browser.test.ts takes these away again and walks the pages.
 */

type Unknown = (this: never, ...args: never[]) => unknown;

/** Adds methods that are missing, as the engine itself would: not enumerable, replaceable. */
function fill(target: object, methods: Readonly<Record<string, Unknown>>): void {
	for (const [name, value] of Object.entries(methods)) {
		if (!(name in target)) Object.defineProperty(target, name, { value, configurable: true, writable: true });
	}
}

function at(this: ArrayLike<unknown>, index: number): unknown {
	const whole = Math.trunc(index) || 0;
	return this[whole < 0 ? this.length + whole : whole];
}

fill(Array.prototype, {
	at,
	findLast(this: unknown[], test: (value: unknown, index: number, all: unknown[]) => unknown) {
		for (let index = this.length - 1; index >= 0; index--) if (test(this[index], index, this)) return this[index];
		return undefined;
	},
	toSorted(this: unknown[], order?: (a: unknown, b: unknown) => number) {
		return this.slice().sort(order);
	},
	toReversed(this: unknown[]) {
		return this.slice().reverse();
	}
});
fill(String.prototype, { at });
const typedArray = Object.getPrototypeOf(Uint8Array.prototype) as Uint8Array;
fill(typedArray, {
	at,
	toSorted(this: Float64Array, order?: (a: number, b: number) => number) {
		return this.slice().sort(order);
	},
	toReversed(this: Float64Array) {
		return this.slice().reverse();
	}
});

fill(Object, {
	hasOwn: (target: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(target, key)
});

fill(Promise, {
	withResolvers() {
		let resolve: unknown;
		let reject: unknown;
		const promise = new Promise((yes, no) => {
			resolve = yes;
			reject = no;
		});
		return { promise, resolve, reject };
	}
});

fill(AbortSignal.prototype, {
	throwIfAborted(this: AbortSignal) {
		if (this.aborted) throw this.reason ?? new DOMException('aborted', 'AbortError');
	}
});
