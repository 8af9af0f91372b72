import { ReachEngine } from '#compute/reach-engine';
import type { ReachAsk, ReachCall, ReachReply } from '#compute/reach-messages';
import { ReachRefusal } from '#domain/reach/refusal';

/** The worker's own end of the line, or any port like it. */
export interface ReachPort {
	onmessage: ((event: { readonly data: ReachCall }) => void) | null;
	postMessage(reply: ReachReply): void;
}

/**
 * Answers questions one after the other, in the order in which they came. Between two answers the port is heard, so
 * that a question that was cancelled while another was worked on costs nothing.
 */
export function serveReach(port: ReachPort): void {
	const waiting = new Map<number, ReachAsk>();
	let open = (): ReachEngine => {
		throw new Error('asked before open');
	};
	let working = false;
	const work = async (): Promise<void> => {
		const [ask] = waiting.values();
		working = ask !== undefined;
		if (!ask) return;
		waiting.delete(ask.id);
		port.postMessage(await replyTo(ask, open));
		setTimeout(work);
	};
	port.onmessage = ({ data: call }) => {
		if (call.type === 'cancel') waiting.delete(call.id);
		else if (call.type === 'open') open = once(() => new ReachEngine(call.network, call.demand));
		else {
			waiting.set(call.id, call);
			if (!working) setTimeout(work);
			working = true;
		}
	};
}

async function replyTo(ask: ReachAsk, open: () => ReachEngine): Promise<ReachReply> {
	try {
		const engine = open();
		const answer = ask.type === 'circles' ? await engine.circles(ask.question) : await engine.nearest(ask.question);
		return { id: ask.id, answer };
	} catch (error) {
		if (error instanceof ReachRefusal) return { id: ask.id, refusal: error.refusal };
		return { id: ask.id, failure: error instanceof Error ? error.message : String(error) };
	}
}

/** Makes a thing at the first call; a failure is not kept. */
function once<Thing>(make: () => Thing): () => Thing {
	let made: Thing | undefined;
	return () => (made ??= make());
}
