/** How an upload ended for its sender: where the server led, or that the line broke. */
export type Sent = { readonly kind: 'answered'; readonly url: string } | { readonly kind: 'broken' | 'stopped' };

export interface Sending {
	readonly sent: Promise<Sent>;
	stop(): void;
}

/** Sends a form with its files and tells how much of it has gone. fetch cannot tell that of what it sends. */
export function sendForm(form: HTMLFormElement, onShare: (share: number) => void): Sending {
	const request = new XMLHttpRequest();
	let resolve: (sent: Sent) => void = () => undefined;
	const promise = new Promise<Sent>((settle) => (resolve = settle));
	request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0);
	request.onload = () => resolve({ kind: 'answered', url: request.responseURL });
	request.onerror = () => resolve({ kind: 'broken' });
	request.onabort = () => resolve({ kind: 'stopped' });
	request.open('POST', form.action);
	request.send(new FormData(form));
	return { sent: promise, stop: () => request.abort() };
}
