/**
 * Fonts of the reader's own machine: the style names no glyph server, so MapLibre draws every character itself.
 * It takes the weight from a word in the first name, which is why the first names no real font.
 */
const FAMILIES = ['system-ui', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC'];

export const REGULAR: string[] = ['Gezhi Regular', ...FAMILIES];
export const MEDIUM: string[] = ['Gezhi Medium', ...FAMILIES];
export const BOLD: string[] = ['Gezhi Bold', ...FAMILIES];
