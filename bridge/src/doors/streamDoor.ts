import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { WebSocketServer, type WebSocket } from 'ws';
import { verifyPlivoUpgrade } from '../../../nodes/shared/plivoSignature';
import type { StreamClaims } from '../../../nodes/shared/streamToken';
import type { CallLedger, ConnectRefusal } from '../call/callLedger';
import type { BridgeConfig } from '../config';
import { openStreamToken } from './claims';
import { Refusal, refusalOf, refuseUpgrade } from './refusal';
import { requestPath, tokenInPath } from './requestPath';

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
	ledger: CallLedger;
	log: Logger;
	draining: () => boolean;
	waitingStreams: () => number;
	/** A socket of Plivo's, open, its token genuine. */
	onStream: (socket: WebSocket, claims: StreamClaims) => void;
}

/**
 * Handler of upgrade requests to `/stream/<token>`. Everything that can be known before the call starts is checked before the
 * 101, so that a refusal is an HTTP status that Plivo's logs show.
 */
export function createStreamDoor(options: StreamDoorOptions) {
	const serverOptions = {
		noServer: true,
		clientTracking: false,
		perMessageDeflate: false,
		maxPayload: MAXIMUM_MESSAGE_BYTES,
		closeTimeout: options.config.limits.closeTimeoutMs,
	};
	const server = new WebSocketServer(serverOptions);
	return (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
		let claims: StreamClaims;
		try {
			claims = admit(request, options);
		} catch (error) {
			const refusal = refusalOf(error);
			options.log.warn({ status: refusal.status, reason: refusal.message }, 'stream refused');
			refuseUpgrade(socket, refusal);
			return;
		}
		server.handleUpgrade(request, socket, head, (stream) => options.onStream(stream, claims));
	};
}

function admit(request: IncomingMessage, options: StreamDoorOptions): StreamClaims {
	const { config, ledger } = options;
	const { path, query } = requestPath(request.url, options.prefix);
	const token = tokenInPath(path, 'stream');
	if (token === undefined) throw new Refusal(404, 'There is no stream at this address.');
	if (options.draining()) throw new Refusal(503, 'The bridge is shutting down and takes no calls.');
	if (options.waitingStreams() >= config.limits.waitingStreams) {
		throw new Refusal(503, 'Too many streams are waiting to start.');
	}
	if (config.plivoAuthTokens.length > 0) {
		const url = `${config.publicUrl?.replace(/\/+$/, '')}${path}${query}`;
		if (!verifyPlivoUpgrade({ url, headers: request.headers }, config.plivoAuthTokens)) {
			throw new Refusal(403, 'The request does not carry a valid Plivo signature.');
		}
	}
	const claims = openStreamToken(token, config.sharedSecret);
	const refused = ledger.connect(claims.callId);
	if (refused) throw new Refusal(409, CONNECT_REFUSALS[refused]);
	return claims;
}
