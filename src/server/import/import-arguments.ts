import { parseArgs } from 'node:util';

/** What `npm run import` was asked to do. */
export interface ImportArguments {
	readonly file: string;
	readonly boundaryPath: string | null;
	/** Empty where the file's own name is to be used. */
	readonly name: string;
	readonly maxUnpackedBytes: number | undefined;
	/** Store without asking. */
	readonly yes: boolean;
}

/** Why a command line was not understood: a key of the dictionary and what fills it. */
export interface ArgumentRefusal {
	readonly refused: 'missing-file' | 'unknown-option' | 'bad-number';
	readonly option: string;
}

const MEGABYTE = 1024 * 1024;

/** Reads `FILE [--boundary FILE] [--name NAME] [--max-unpacked-mb N] [--yes]`, in any order. */
export function readArguments(args: readonly string[]): ImportArguments | ArgumentRefusal {
	const parsed = parse(args);
	if ('refused' in parsed) return parsed;
	const { values, positionals } = parsed;
	const [file, extra] = positionals;
	if (file === undefined) return { refused: 'missing-file', option: '' };
	if (extra !== undefined) return { refused: 'unknown-option', option: extra };
	const megabytes = values['max-unpacked-mb'];
	const limit = megabytes === undefined ? undefined : Number(megabytes);
	if (limit !== undefined && !(limit > 0 && limit < 1e6)) return { refused: 'bad-number', option: '--max-unpacked-mb' };
	return {
		file,
		boundaryPath: values.boundary ?? null,
		name: values.name ?? '',
		maxUnpackedBytes: limit === undefined ? undefined : limit * MEGABYTE,
		yes: values.yes ?? false
	};
}

const OPTIONS = {
	boundary: { type: 'string' },
	name: { type: 'string' },
	'max-unpacked-mb': { type: 'string' },
	yes: { type: 'boolean', short: 'y' }
} as const;

function parse(args: readonly string[]) {
	try {
		return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
	} catch (error) {
		const option = /'([^']*)'/.exec((error as Error).message)?.[1] ?? args.join(' ');
		return { refused: 'unknown-option', option } as const;
	}
}
