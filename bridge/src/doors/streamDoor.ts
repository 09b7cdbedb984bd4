import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { verifyPlivoUpgrade } from '../../../nodes/shared/plivoSignature';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { ConnectRefusal, Ledger } from '../call/callLedger';
import { secretsOf, type BridgeConfig } from '../config/config';
import type { Connection } from '../frames/connection';
import type { FramePath } from '../frames/framePath';
import { errorCode } from '../logger';
import type { RefusalReason } from '../metrics/labels';
import { openStreamToken } from './claims';
import { failureOf, Refusal, refuseUpgrade, tokenRefusal } from './refusal';
import { requestPath, streamTokenIn } from './requestPath';
import { lackOfRoom, type BridgeState } from './statusRoutes';
import type { Visit, Visitors } from './visitors';

/** Plivo's messages have at most 64 KB (plivo.md §8.3); a 20 ms frame is about 1 KB. */
const MAXIMUM_MESSAGE_BYTES = 65_536;

const CONNECT_REFUSALS: Record<ConnectRefusal, string> = {
	spent: 'The stream of this call has already started once.',
	'too-many-connects': 'The stream of this call was connected too often without starting.',
};

export interface StreamDoorOptions {
	config: BridgeConfig;
	/** Path of the public address, without a slash at the end. */
	prefix: string;
	ledger: Ledger;
	visitors: Visitors;
	log: Logger;
	framePath: FramePath;
	state: () => BridgeState;
	/** A socket is about to become a stream: it is not counted as a connection any more. */
	onAdmitted: (request: IncomingMessage) => void;
	onRefused: (status: number, reason: RefusalReason) => void;
	/** A connection was ended because its client asks far too much. */
	onFlood: () => void;
	/** A socket of Plivo's, open, its token genuine. */
	onStream: (connection: Connection, claims: StreamClaims) => void;
	/** The stream of a call, its token genuine, was not taken. */
	onTurnedAway: (claims: StreamClaims) => void;
}

/**
 * Handler of upgrade requests to `/stream/<token>`. Everything that can be known before the call starts is checked before the
 * 101, so that a refusal is an HTTP status that Plivo's logs show.
 */
export function createStreamDoor(options: StreamDoorOptions) {
	const accept = options.framePath.acceptor({
		maximumBytes: MAXIMUM_MESSAGE_BYTES,
		closeTimeoutMs: options.config.limits.closeTimeoutMs,
	});
	return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
		const visit = options.visitors.enter(request);
		if (visit.isFlood || visit.isOver) {
			if (visit.isFlood) options.onFlood();
			socket.destroy();
			return;
		}
		// Node listens to the socket no more, and the ledger may have to ask another process first.
		const onError = () => socket.destroy();
		socket.on('error', onError);
		admit(request, visit, options)
			.then(
				(claims) => {
					socket.off('error', onError);
					if (socket.destroyed) return;
					options.onAdmitted(request);
					accept(request, socket, head, (connection) => options.onStream(connection, claims));
				},
				(error: unknown) => {
					const refusal = failureOf(error, options.log);
					const claims = isOurLack(refusal) ? genuineClaims(request, options) : undefined;
					if (claims) options.onTurnedAway(claims);
					refuse(socket, refusal, visit, options);
				},
			)
			.catch((error: unknown) => {
				options.log.error({ code: errorCode(error) }, 'stream could not be taken');
				socket.destroy();
			});
	};
}

/** In the order of what it costs, and of what a stranger may learn. */
async function admit(
	request: IncomingMessage,
	visit: Visit,
	options: StreamDoorOptions,
): Promise<StreamClaims> {
	const { path, query } = requestPath(request.url, options.prefix);
	const token = streamTokenIn(path);
	if (token === undefined) {
		throw new Refusal(404, 'There is no stream at this address.', { label: 'no-stream-here' });
	}
	assertTakesCalls(options);
	const claims = openStreamToken(token, secretsOf(options.config));
	checkSignature(request, `${path}${query}`, options.config);
	const refused = await options.ledger.connect(claims.callId);
	if (refused) throw tokenRefusal(CONNECT_REFUSALS[refused], refused);
	// Again: asking may have taken time.
	assertTakesCalls(options);
	visit.genuine();
	return claims;
}

/** Whether whoever is called would have got their stream if it was for the token. */
const isOurLack = ({ status, label }: Refusal): boolean =>
	status >= 500 || label === 'too-many-connects';

/** Whose stream was asked for; undefined when that is nobody's, as its token is not ours. */
function genuineClaims(
	request: IncomingMessage,
	{ prefix, config }: StreamDoorOptions,
): StreamClaims | undefined {
	const token = streamTokenIn(requestPath(request.url, prefix).path);
	try {
		return token === undefined ? undefined : openStreamToken(token, secretsOf(config));
	} catch {
		return undefined;
	}
}

function assertTakesCalls({ state, config }: StreamDoorOptions): void {
	const now = state();
	if (now.draining) {
		const sentence = 'The bridge is shutting down and takes no calls.';
		throw new Refusal(503, sentence, { label: 'shutting-down' });
	}
	const lack = lackOfRoom(now, config.limits);
	if (lack === 'calls') {
		throw new Refusal(503, 'The bridge has as many calls as it takes.', {
			label: 'too-many-calls',
		});
	}
	if (now.problem !== undefined) {
		throw new Refusal(503, `The bridge takes no calls: ${now.problem}.`, { label: 'overloaded' });
	}
	if (lack === 'waiting') {
		throw new Refusal(503, 'Too many streams are waiting to start.', { label: 'too-many-waiting' });
	}
}

function checkSignature(request: IncomingMessage, target: string, config: BridgeConfig): void {
	if (config.plivoAuthTokens.length === 0) return;
	const url = `${config.publicUrl?.replace(/\/+$/, '')}${target}`;
	if (!verifyPlivoUpgrade({ url, headers: request.headers }, config.plivoAuthTokens)) {
		const sentence = 'The request does not carry a valid Plivo signature.';
		throw new Refusal(403, sentence, { label: 'plivo-signature' });
	}
}

function refuse(socket: Duplex, refusal: Refusal, visit: Visit, options: StreamDoorOptions): void {
	// Who is over the rate and has no genuine token learns nothing but that; it is not worth a line in the log either.
	const told = visit.isTooMuch && refusal.status < 500 ? visit.tooMany() : refusal;
	const level = told === refusal ? 'warn' : 'debug';
	options.log[level]({ status: told.status, reason: told.reason }, 'stream refused');
	options.onRefused(told.status, told.label);
	refuseUpgrade(socket, told);
}
