/** Backgrounds that may be offered instead of our own paper: streets, or images from above; each with its names. */
export const BACKGROUND_KINDS = ['vec', 'img'] as const;
export type BackgroundKind = (typeof BACKGROUND_KINDS)[number];

/** Whether a background can be shown now; where not, our own paper is. */
export type BackgroundState = 'on' | 'used-up' | 'unavailable';

export type BackgroundStates = Readonly<Record<BackgroundKind, BackgroundState>>;
