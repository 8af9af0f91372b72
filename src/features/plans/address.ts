/** An address with those of the answers that say something. */
export function addressOf(path: string, answers: Readonly<Record<string, string | null>>): string {
	const said = Object.entries(answers).filter((answer): answer is [string, string] => answer[1] !== null);
	return said.length > 0 ? `${path}?${new URLSearchParams(said)}` : path;
}
