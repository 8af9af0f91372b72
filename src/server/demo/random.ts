/** A stream of repeatable chance. Every draw of the demo town comes from one of these, never from `Math.random`. */
export interface Random {
	/** Uniform in [0, 1). */
	next(): number;
	/** Uniform in [low, high). */
	between(low: number, high: number): number;
	/** Uniform whole number, both ends included. */
	whole(low: number, high: number): number;
	chance(probability: number): boolean;
	/** Throws a RangeError on an empty list. */
	pick<T>(list: readonly T[]): T;
	/** Picks an entry in proportion to its weight. Throws a RangeError on an empty list. */
	weighted<T>(entries: readonly (readonly [value: T, weight: number])[]): T;
	/** A shuffled copy (Fisher–Yates). */
	shuffled<T>(list: readonly T[]): T[];
	/** Roughly normal with mean 0 and deviation 1 (sum of twelve uniforms), never beyond ±6. */
	bell(): number;
	/** A UUID in the shape of version 4. */
	uuid(): string;
	/** An independent stream of the same seed: drawing more from one does not disturb the others. */
	fork(label: string): Random;
}

/**
 * A repeatable random stream: sfc32 (Chris Doty-Humphrey's Small Fast Counter, as tested in PractRand), seeded by
 * an FNV-1a hash of seed and label.
 */
export function createRandom(seed: number, label = 'town'): Random {
	const nextWord = smallFastCounter(`${seed}/${label}`);
	const next = () => nextWord() / 4294967296;
	const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
	const pick = <T>(list: readonly T[]): T => {
		if (list.length === 0) throw new RangeError('nothing to pick from');
		return list[whole(0, list.length - 1)] as T;
	};
	return {
		next,
		between: (low, high) => low + next() * (high - low),
		whole,
		chance: (probability) => next() < probability,
		pick,
		weighted: (entries) => weightedPick(entries, next()),
		shuffled: (list) => shuffled(list, whole),
		bell: () => sumOfTwelve(next) - 6,
		uuid: () => uuidFrom(nextWord),
		fork: (name) => createRandom(seed, `${label}/${name}`)
	};
}

function sumOfTwelve(next: () => number): number {
	let sum = 0;
	for (let i = 0; i < 12; i++) sum += next();
	return sum;
}

function weightedPick<T>(entries: readonly (readonly [T, number])[], draw: number): T {
	const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
	let rest = draw * total;
	for (const [value, weight] of entries) {
		rest -= weight;
		if (rest < 0) return value;
	}
	const last = entries.at(-1);
	if (!last) throw new RangeError('nothing to pick from');
	return last[0];
}

function shuffled<T>(list: readonly T[], whole: (low: number, high: number) => number): T[] {
	const copy = [...list];
	for (let i = copy.length - 1; i > 0; i--) {
		const j = whole(0, i);
		[copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
	}
	return copy;
}

function uuidFrom(nextWord: () => number): string {
	const hex = Array.from({ length: 4 }, () => nextWord().toString(16).padStart(8, '0')).join('');
	const variant = '89ab'[parseInt(hex[16] ?? '0', 16) & 3];
	return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

function smallFastCounter(seed: string): () => number {
	let [a, b, c, counter] = [fnv1a(seed, 0), fnv1a(seed, 1), fnv1a(seed, 2), 1];
	const word = () => {
		const sum = (a + b + counter) | 0;
		counter = (counter + 1) | 0;
		a = b ^ (b >>> 9);
		b = (c + (c << 3)) | 0;
		c = (((c << 21) | (c >>> 11)) + sum) | 0;
		return sum >>> 0;
	};
	for (let i = 0; i < 16; i++) word();
	return word;
}

function fnv1a(text: string, salt: number): number {
	let hash = (2166136261 ^ Math.imul(salt, 16777619)) | 0;
	for (const char of `${salt}:${text}`) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16777619);
	return hash | 0;
}
