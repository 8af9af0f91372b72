import ask from '#ui/text/zh-CN/ask';
import commands from '#ui/text/zh-CN/commands';
import findings from '#ui/text/zh-CN/findings';
import importing from '#ui/text/zh-CN/import';
import { zhCNPages } from '#ui/text/zh-CN/pages';

/** Every word in Chinese: of the pages, and of the console, which no browser needs. */
export const zhCN = { ...zhCNPages, commands, import: importing, ask, findings } as const;
