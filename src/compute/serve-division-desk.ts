import type { DeskAsk, DeskCall, DeskReply } from '#compute/division-desk-messages';
import { Desk } from '#domain/division/desk/desk';
import { DeskRefusal } from '#domain/division/desk/refusal';
import { ReachRefusal } from '#domain/reach/refusal';

/** The worker's own end of the line, or any port like it. */
export interface DeskPort {
	onmessage: ((event: { readonly data: DeskCall }) => void) | null;
	postMessage(reply: DeskReply): void;
}

type Quick = Exclude<DeskAsk, { type: 'diameter' }>;
type Walk = Generator<void, { metres: number } | null>;

/**
 * Answers questions as they come. Walks are done in pieces, one after the other, and between two pieces the port is
 * heard: a change is not kept waiting by a walk, and a walk that nobody wants any more is dropped.
 */
export function serveDesk(port: DeskPort): void {
	const walks = new Map<number, Walk>();
	let desk: Desk | null = null;
	const opened = (): Desk => {
		if (!desk) throw new Error('asked before open');
		return desk;
	};
	const step = (): void => {
		const [first] = walks;
		if (!first) return;
		const [id, walk] = first;
		const reply = replyTo(id, () => {
			const { done, value } = walk.next();
			return done ? { answer: value } : null;
		});
		if (reply) {
			walks.delete(id);
			port.postMessage(reply);
		}
		if (walks.size > 0) setTimeout(step);
	};
	port.onmessage = ({ data: call }) => {
		if (call.type === 'cancel') return void walks.delete(call.id);
		if (call.type === 'diameter') {
			const failed = replyTo(call.id, () => {
				walks.set(call.id, opened().diameter(call.asked));
				if (walks.size === 1) setTimeout(step);
				return null;
			});
			return failed && port.postMessage(failed);
		}
		const answer = () => {
			if (call.type !== 'open') return { answer: answerOf(opened(), call) };
			desk = Desk.open(call.asked.parcels, call.asked.draft);
			return { answer: { news: desk.whole(), gaps: desk.gaps } };
		};
		port.postMessage(replyTo(call.id, answer)!);
	};
}

function answerOf(desk: Desk, call: Exclude<Quick, { type: 'open' }>) {
	switch (call.type) {
		case 'apply':
			return desk.apply(call.asked);
		case 'unitAt':
			return desk.unitAt(call.asked);
		case 'unitsIn':
			return desk.unitsIn(call.asked);
		case 'unitsAlong':
			return desk.unitsAlong(call.asked.line, call.asked.metres);
		case 'ground':
			return desk.ground(call.asked);
		case 'sketch':
			return desk.sketch(call.asked);
		case 'neighbours':
			return desk.neighbours(call.asked);
		case 'frame':
			return desk.frame(call.asked);
		case 'setNetwork':
			desk.setNetwork(call.asked);
			return null;
	}
}

type Answered = { readonly answer: Extract<DeskReply, { answer: unknown }>['answer'] };

function replyTo(id: number, work: () => Answered | null): DeskReply | null {
	try {
		const done = work();
		return done && { id, ...done };
	} catch (error) {
		if (error instanceof DeskRefusal || error instanceof ReachRefusal) return { id, refusal: error.refusal };
		return { id, failure: error instanceof Error ? error.message : String(error) };
	}
}
