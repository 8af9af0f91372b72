import type { ProposalReply } from '#compute/proposal';
import type { ProposalWatch } from '#domain/division/proposal/effort';
import { propose } from '#domain/division/proposal/propose';
import type { ProposalQuestion } from '#domain/division/proposal/question';
import { ProposalRefusal } from '#domain/division/proposal/refusal';

/** The worker's own end of the line, or any port like it. */
export interface ProposalPort {
	onmessage: ((event: { readonly data: ProposalQuestion }) => void) | null;
	postMessage(reply: ProposalReply): void;
}

const TELL_EVERY_MS = 50;

/**
 * Answers questions and tells how far it is. A worker that is busy hears nothing: whoever wants it to stop ends the
 * worker, or passes a watch that looks at shared memory.
 */
export function serveProposals(port: ProposalPort, cancelled: () => boolean = () => false): void {
	port.onmessage = ({ data }) => {
		let toldMs = 0;
		const watch: ProposalWatch = {
			cancelled,
			progress(share) {
				const nowMs = performance.now();
				if (nowMs - toldMs < TELL_EVERY_MS) return;
				toldMs = nowMs;
				port.postMessage({ progress: share });
			}
		};
		port.postMessage(replyTo(data, watch));
	};
}

function replyTo(question: ProposalQuestion, watch: ProposalWatch): ProposalReply {
	try {
		return { answer: propose(question, watch) };
	} catch (error) {
		if (error instanceof ProposalRefusal) return { refusal: error.refusal };
		return { failure: error instanceof Error ? error.message : String(error) };
	}
}
