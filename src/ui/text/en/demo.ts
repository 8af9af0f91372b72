import type { Translation } from '#ui/text/room';
import type zh from '#ui/text/zh-CN/demo';

export default {} satisfies Translation<typeof zh>;
