import type { IncomingMessage, ServerResponse } from 'node:http';
import { Refusal } from '../doors/refusal';
import type { EventJoiner } from '../doors/route';
import type { PeerRequest, Peers } from './peers';
import { disconnectStalled } from './stalledClient';

const END_OF_EVENT = '\n\n';
/** An event is never longer than the whole of what a browser is allowed to lag behind. */
const LONGEST_EVENT = 1_048_576;

/**
 * Answers with the server-sent events of all workers as one stream. When a worker goes or comes, the stream ends: the browser comes back
 * by itself and begins afresh with those that are there then.
 * @param stalledMs a client that takes nothing for so long is disconnected
 * @throws Refusal what a worker refused with, or 503 when one does not answer
 */
export async function joinEvents(
	question: PeerRequest,
	peers: Peers,
	joiner: (sources: number) => EventJoiner,
	response: ServerResponse,
	stalledMs: number,
): Promise<void> {
	const sources = await openAll(question, peers);
	if (response.destroyed) return;
	disconnectStalled(response, stalledMs);
	const unwatch = peers.watch(() => response.destroy());
	response.once('close', unwatch);
	const [first] = sources;
	response.writeHead(200, {
		'content-type': first?.headers['content-type'],
		...pageHeaders(first),
	});
	const join = joiner(sources.length);
	sources.forEach((source, place) => {
		readEvents(source, (event) => {
			let room = true;
			for (const joined of join(place, event)) room = response.write(joined + END_OF_EVENT) && room;
			// Pauses all: a worker that sees that its events are not taken leaves some out.
			if (!room) for (const each of sources) each.pause();
		});
		source.once('close', () => response.destroy());
	});
	response.on('drain', () => {
		for (const source of sources) source.resume();
	});
}

async function openAll(question: PeerRequest, peers: Peers): Promise<IncomingMessage[]> {
	const asked = await Promise.allSettled(
		peers.all.map(async (address) => await peers.ask(address, question)),
	);
	const sources = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
	const refused = sources.find(({ statusCode }) => statusCode !== 200);
	if (refused === undefined && sources.length === asked.length && sources.length > 0) {
		return sources;
	}
	for (const source of sources) source.destroy();
	throw refused
		? new Refusal(refused.statusCode ?? 503, 'Not possible at the moment.')
		: new Refusal(503, 'A process of the bridge does not answer.');
}

/** The headers that a route has set for its stream. */
function pageHeaders(source: IncomingMessage | undefined): Record<string, string> {
	const names = [
		'cache-control',
		'content-security-policy',
		'x-accel-buffering',
		'x-content-type-options',
	];
	return Object.fromEntries(
		names.flatMap((name) => {
			const value = source?.headers[name];
			return typeof value === 'string' ? [[name, value]] : [];
		}),
	);
}

function readEvents(source: IncomingMessage, take: (event: string) => void): void {
	let rest = '';
	source.setEncoding('utf8');
	source.on('data', (text: string) => {
		const events = (rest + text).split(END_OF_EVENT);
		rest = events.pop() ?? '';
		if (rest.length > LONGEST_EVENT) source.destroy();
		for (const event of events) take(event);
	});
}
