import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Refusal } from '../doors/refusal';
import type { AdmittedRequest, Route, RoutedRequest } from '../doors/route';
import { bodyOf, type PeerRequest, type Peers } from './peers';
import { joinEvents } from './joinedEvents';
import { disconnectStalled, STALLED_MS } from './stalledClient';

/** Headers that are about one connection, and not about what is sent over it (RFC 9110 §7.6.1). */
const OF_THE_CONNECTION = new Set(['connection', 'keep-alive', 'transfer-encoding', 'upgrade']);

/**
 * The routes as one worker offers them for all: each that says how it is shared asks the other workers, in the way it says.
 * @param stalledMs a client that takes nothing of an endless answer for so long is disconnected
 */
export function sharedRoutes(
	routes: readonly Route[],
	peers: Peers,
	stalledMs: number = STALLED_MS,
): Route[] {
	return routes.map((route) => {
		const { shared } = route;
		if (shared === undefined) return route;
		if (shared === 'owner') return { ...route, handle: askOwner(route, peers, stalledMs) };
		if (typeof shared === 'function') return { ...route, handle: askAll(shared, peers) };
		if ('owns' in shared) return { ...route, handle: askOwnerFirst(route, shared.owns, peers) };
		return {
			...route,
			handle: async (routed, response) =>
				await joinEvents(questionOf(routed, response), peers, shared.joiner, response, stalledMs),
		};
	});
}

/** This worker first; then, when it says 404, the others one after the other. */
function askOwner(route: Route, peers: Peers, stalledMs: number): Route['handle'] {
	return async (routed, response) => {
		try {
			await route.handle(routed, response);
		} catch (error) {
			if (!(error instanceof Refusal) || error.status !== 404) throw error;
			const { answer, missing } = await othersAnswer(questionOf(routed, response), peers);
			if (!answer) throw missing ? unanswered() : error;
			if (route.endless) disconnectStalled(response, stalledMs);
			await passOn(answer, response);
		}
	};
}

/** This worker when it has what is asked for; then the others one after the other; this one after all when nobody has it. */
function askOwnerFirst(
	route: Route,
	owns: (request: AdmittedRequest) => boolean,
	peers: Peers,
): Route['handle'] {
	return async (routed, response) => {
		if (!owns(routed)) {
			const { answer } = await othersAnswer(questionOf(routed, response), peers);
			if (answer) return await passOn(answer, response);
		}
		await route.handle(routed, response);
	};
}

/** The answer of the first other worker that does not say 404, if there is one; `missing`: one of them does not answer. */
async function othersAnswer(
	question: PeerRequest,
	peers: Peers,
): Promise<{ answer?: IncomingMessage; missing: boolean }> {
	let missing = false;
	for (const address of peers.others) {
		const answer = await peers.ask(address, question).catch(() => undefined);
		if (answer === undefined) missing = true;
		else if (answer.statusCode === 404) answer.resume();
		else return { answer, missing };
	}
	return { missing };
}

/** All workers at once, this one too; those that do not answer are left out. */
function askAll(
	write: (answers: unknown[], response: ServerResponse) => void | Promise<void>,
	peers: Peers,
): Route['handle'] {
	return async (routed, response) => {
		const question = {
			...questionOf(routed, response),
			method: 'GET',
			headers: { accept: 'application/json' },
		};
		const asked = peers.all.map(async (address) => await jsonOf(address, question, peers));
		const answers = (await Promise.all(asked)).filter((answer) => answer !== undefined);
		if (answers.length === 0) throw unanswered();
		await write(answers, response);
	};
}

async function jsonOf(address: string, question: PeerRequest, peers: Peers): Promise<unknown> {
	try {
		const answer = await peers.ask(address, question);
		const body = await bodyOf(answer);
		return answer.statusCode === 200 ? (JSON.parse(body.toString()) as unknown) : undefined;
	} catch {
		return undefined;
	}
}

async function passOn(answer: IncomingMessage, response: ServerResponse): Promise<void> {
	const headers: OutgoingHttpHeaders = {};
	for (const [name, value] of Object.entries(answer.headers)) {
		if (!OF_THE_CONNECTION.has(name)) headers[name] = value;
	}
	response.writeHead(answer.statusCode ?? 502, headers);
	// Either side may go away at any moment: the other one then goes too.
	await pipeline(answer, response).catch(() => response.destroy());
}

function questionOf(
	{ request, target, body }: RoutedRequest,
	response: ServerResponse,
): PeerRequest {
	const controller = new AbortController();
	response.once('close', () => controller.abort());
	return {
		method: request.method ?? 'GET',
		target,
		headers: request.headers,
		body,
		signal: controller.signal,
	};
}

function unanswered(): Refusal {
	return new Refusal(503, 'A process of the bridge does not answer.');
}
