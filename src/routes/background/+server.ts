import { answerStates, runningBackground } from '#server/background/answer';
import { runningInstallation } from '#server/running';
import type { RequestHandler } from './$types';

/** Which backgrounds can be shown now. */
export const GET: RequestHandler = async () => answerStates(runningBackground(await runningInstallation()));
