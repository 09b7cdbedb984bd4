import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Logger } from 'pino';
import { errorCode } from '../logger';
import { readCertificate, watchCertificate, type CertificateFiles } from './certificate';
import type { ConnectionGate } from './connectionGate';
import type { DoorsConfig } from './doorsSettings';
import { endConnection } from './endConnection';
import { listenFault } from './listenFault';

/** A request line and headers longer than this are answered with 431. Plivo's longest address has 2 KB. */
const MAXIMUM_HEADER_BYTES = 16_384;
const KEEP_ALIVE_MS = 5_000;
/** With the last of so many answers a client is told to use another connection, which it may, if it does not ask too much. */
const REQUESTS_PER_CONNECTION = 100;

/** What is done with requests. */
export interface Doors {
	onRequest: RequestListener;
	onUpgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** Where the bridge listens, over TLS when it has a certificate. */
export class Listener {
	private constructor(
		private readonly server: Server,
		private readonly unwatch: () => void,
	) {}

	/**
	 * Starts to listen.
	 * @throws BridgeConfigError when the certificate cannot be used, or there is no such address to listen on; an error with the system's code
	 * when the port is taken
	 */
	static async start(
		address: { host: string; port: number },
		config: DoorsConfig,
		gate: ConnectionGate,
		log: Logger,
		doors: Doors,
	): Promise<Listener> {
		const files = certificateFilesOf(config);
		const { server, unwatch } = files ? secureServer(files, config, log) : plainServer(config);
		server.on('connection', (socket: Socket) => gate.enter(socket));
		server.on('request', doors.onRequest);
		// Asked first whether the body is wanted: it is once the request may be made.
		server.on('checkContinue', doors.onRequest);
		server.on('upgrade', doors.onUpgrade);
		server.maxRequestsPerSocket = REQUESTS_PER_CONNECTION;
		// It goes on although it was told with the last answer that the connection closes.
		server.on('dropRequest', (_request: IncomingMessage, socket: Socket) => endConnection(socket));
		const listener = new Listener(server, unwatch);
		try {
			await listener.listen(address);
		} catch (error) {
			unwatch();
			throw error;
		}
		server.on('error', (error) => log.error({ code: errorCode(error) }, 'server error'));
		return listener;
	}

	/** The port that is really listened on. */
	get port(): number {
		return (this.server.address() as AddressInfo).port;
	}

	/** Whether new connections are taken. */
	get listening(): boolean {
		return this.server.listening;
	}

	/** Stops to listen; connections live on until `stop`. Of several processes that share the port the others get those that come. */
	leave(): void {
		if (this.server.listening) this.server.close();
	}

	/** Stops to listen and drops the connections that are no streams. */
	async stop(): Promise<void> {
		this.unwatch();
		await new Promise<void>((resolve) => {
			this.server.close(() => resolve());
			this.server.closeAllConnections();
		});
	}

	private async listen({ host, port }: { host: string; port: number }): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			const onError = (error: Error) => reject(listenFault(error));
			this.server.once('error', onError);
			this.server.listen(port, host.replace(/^\[(.*)\]$/, '$1'), () => {
				this.server.off('error', onError);
				resolve();
			});
		});
	}
}

function plainServer(config: DoorsConfig) {
	return { server: createServer(serverOptions(config)), unwatch: () => undefined };
}

function secureServer(files: CertificateFiles, config: DoorsConfig, log: Logger) {
	const server = createSecureServer({
		...serverOptions(config),
		...readCertificate(files),
		handshakeTimeout: config.requestTimeoutMs,
	});
	const unwatch = watchCertificate(files, () => {
		try {
			server.setSecureContext(readCertificate(files));
			log.info('certificate read again');
		} catch {
			log.error('the new certificate cannot be used: the old one stays');
		}
	});
	return { server, unwatch };
}

function serverOptions({ requestTimeoutMs }: DoorsConfig) {
	return {
		// Both from the first byte, or from the connection when none comes; checked by and by.
		headersTimeout: requestTimeoutMs,
		requestTimeout: requestTimeoutMs,
		connectionsCheckingInterval: Math.ceil(requestTimeoutMs / 4),
		keepAliveTimeout: KEEP_ALIVE_MS,
		maxHeaderSize: MAXIMUM_HEADER_BYTES,
		// Upgrades to anything else (h2c, which some HTTP clients offer by themselves) are plain requests.
		shouldUpgradeCallback: (request: IncomingMessage) =>
			request.headers.upgrade?.toLowerCase() === 'websocket',
	};
}

function certificateFilesOf(config: DoorsConfig): CertificateFiles | undefined {
	const { tlsCertificateFile: certificateFile, tlsKeyFile: keyFile } = config;
	return certificateFile && keyFile ? { certificateFile, keyFile } : undefined;
}
