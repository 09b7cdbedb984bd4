import { request, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';

/** Header with the key of the workers. */
export const PEER_KEY_HEADER = 'x-bridge-peer-key';
/** A worker that does not begin to answer by then is left out. */
const ANSWER_TIMEOUT_MS = 2_000;
/** A worker's whole answer is read up to this many bytes. */
const MAXIMUM_BODY_BYTES = 64 * 1024 * 1024;
/** Headers of a request that a route may look at; Plivo's signatures among them (plivo.md §9). */
const PASSED_ON = [
	'accept',
	'content-type',
	'cookie',
	'user-agent',
	'range',
	...['v2', 'v3'].flatMap((version) => [
		`x-plivo-signature-${version}`,
		`x-plivo-signature-ma-${version}`,
		`x-plivo-signature-${version}-nonce`,
	]),
];

/** A request as it is put to other workers. */
export interface PeerRequest {
	method: string;
	/** Path and query, below the bridge's own address. */
	target: string;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** Breaks off the request, or the answer that is under way. */
	signal: AbortSignal;
}

/** The workers, as far as they take calls, and how they are asked. */
export class Peers {
	private addresses: readonly string[] = [];
	private readonly watchers = new Set<() => void>();

	/** @param own address of this worker @param key shown to the others */
	constructor(
		private readonly own: string,
		private readonly key: string,
	) {}

	/** All of them, this one included. */
	get all(): readonly string[] {
		return this.addresses;
	}

	get others(): readonly string[] {
		return this.addresses.filter((address) => address !== this.own);
	}

	/** Takes note of who is there now. */
	update(addresses: readonly string[]): void {
		this.addresses = addresses;
		for (const watcher of [...this.watchers]) watcher();
	}

	/** Calls back whenever a worker has come or gone. @returns ends it */
	watch(watcher: () => void): () => void {
		this.watchers.add(watcher);
		return () => void this.watchers.delete(watcher);
	}

	/** Asks one worker; resolves when its answer begins. Rejects when it does not in time, or breaks off. */
	async ask(address: string, question: PeerRequest): Promise<IncomingMessage> {
		const { method, target, body, signal } = question;
		const headers: Record<string, string | number> = { [PEER_KEY_HEADER]: this.key };
		for (const name of PASSED_ON) {
			const value = question.headers[name];
			if (typeof value === 'string') headers[name] = value;
		}
		if (body.length > 0) headers['content-length'] = body.length;
		return await new Promise((resolve, reject) => {
			const asked = request({
				socketPath: address,
				method,
				path: target,
				headers,
				signal,
				agent: false,
			});
			const timer = setTimeout(() => {
				asked.destroy(new Error('The process does not answer.'));
			}, ANSWER_TIMEOUT_MS);
			asked.on('error', reject);
			asked.on('close', () => clearTimeout(timer));
			asked.on('response', (response) => {
				clearTimeout(timer);
				response.on('error', () => undefined);
				resolve(response);
			});
			asked.end(body);
		});
	}
}

/** The whole body of an answer. Rejects when it breaks off or is endless. */
export async function bodyOf(answer: IncomingMessage): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let bytes = 0;
	for await (const chunk of answer as AsyncIterable<Buffer>) {
		bytes += chunk.length;
		if (bytes > MAXIMUM_BODY_BYTES) throw new Error('The answer is too large.');
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
