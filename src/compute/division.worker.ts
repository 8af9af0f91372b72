import '#domain/fill-ins';
import type { OutlineReply } from '#compute/division';
import { outlinesOf, type OutlineRequest } from '#compute/division-engine';

self.onmessage = ({ data }: MessageEvent<OutlineRequest>) => {
	self.postMessage(reply(data));
};

function reply(request: OutlineRequest): OutlineReply {
	try {
		return { answer: outlinesOf(request) };
	} catch (error) {
		return { failure: error instanceof Error ? error.message : String(error) };
	}
}
