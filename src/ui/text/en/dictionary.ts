import ask from '#ui/text/en/ask';
import commands from '#ui/text/en/commands';
import findings from '#ui/text/en/findings';
import importing from '#ui/text/en/import';
import { enPages } from '#ui/text/en/pages';
import type { Dictionary } from '#ui/text/translate';

/** Every word in English: of the pages, and of the console, which no browser needs. */
export const en: Dictionary = { ...enPages, commands, import: importing, ask, findings };
