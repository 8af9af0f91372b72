/** A command that was not understood: whoever asked is told how to ask. */
export class UsageError extends Error {}
