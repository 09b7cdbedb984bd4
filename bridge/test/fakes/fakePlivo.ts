import { WebSocket } from 'ws';
import { eventually } from '../eventually';
import { together } from './together';

export interface PlivoEvent extends Record<string, unknown> {
	event: string;
}

/** The upgrade was answered with something else than 101. */
export class UpgradeRefused extends Error {
	constructor(
		readonly status: number,
		readonly body: string,
	) {
		super(`${status} ${body}`);
	}
}

/** A scripted Plivo: the client of an AudioStream. */
export class FakePlivo {
	readonly events: PlivoEvent[] = [];
	closed: { code: number; reason: string } | undefined;
	extensions = '';
	private sequence = 0;

	private constructor(readonly socket: WebSocket) {
		socket.on('message', (data: Buffer) => {
			this.events.push(JSON.parse(data.toString()) as PlivoEvent);
		});
		socket.on('error', () => undefined);
		socket.on('close', (code, reason) => {
			this.closed = { code, reason: reason.toString() };
		});
	}

	/** Connects; rejects with UpgradeRefused. */
	static async connect(url: string, headers: Record<string, string> = {}): Promise<FakePlivo> {
		const socket = new WebSocket(url, { headers, handshakeTimeout: 20_000 });
		const plivo = new FakePlivo(socket);
		await new Promise<void>((resolve, reject) => {
			socket.once('open', resolve);
			socket.once('error', reject);
			socket.once('unexpected-response', (request, response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () => {
					reject(new UpgradeRefused(response.statusCode ?? 0, Buffer.concat(chunks).toString()));
					request.destroy();
				});
			});
		});
		plivo.extensions = socket.extensions;
		return plivo;
	}

	send(message: Record<string, unknown>): void {
		this.socket.send(JSON.stringify(message));
	}

	start(facts: {
		callId: string;
		contentType?: string;
		start?: Record<string, unknown>;
		streamId?: string;
	}): void {
		const [encoding, rate] = (facts.contentType ?? 'audio/x-l16;rate=16000').split(';rate=');
		this.send({
			event: 'start',
			sequenceNumber: ++this.sequence,
			start: {
				callId: facts.callId,
				streamId: facts.streamId ?? 'stream-1',
				accountId: 'MALABPHONE0000000000',
				tracks: ['inbound'],
				mediaFormat: { encoding, sampleRate: Number(rate) },
				...facts.start,
			},
			extra_headers: '{}',
		});
	}

	media(audio: Buffer): void {
		this.send({
			event: 'media',
			sequenceNumber: ++this.sequence,
			streamId: 'stream-1',
			media: { track: 'inbound', timestamp: '1', chunk: 1, payload: audio.toString('base64') },
			extra_headers: '{}',
		});
	}

	/** All that is sent within leaves in one write. */
	together(send: () => void): void {
		together(this.socket, send);
	}

	press(digits: string): void {
		for (const digit of digits) {
			this.send({ event: 'dtmf', streamId: 'stream-1', dtmf: { track: 'inbound', digit } });
		}
	}

	/** Events of one kind that came from the bridge. */
	eventsOf(event: string): PlivoEvent[] {
		return this.events.filter((candidate) => candidate.event === event);
	}

	/** The audio of all playAudio events, joined. */
	get heard(): Buffer {
		return Buffer.concat(this.mediaOf().map(({ payload }) => Buffer.from(payload, 'base64')));
	}

	/** The media part of every playAudio event. */
	mediaOf(): Array<{ contentType: string; sampleRate: number; payload: string }> {
		return this.eventsOf('playAudio').map(
			({ media }) => media as { contentType: string; sampleRate: number; payload: string },
		);
	}

	async hasEvent(event: string): Promise<PlivoEvent> {
		return await eventually(`the bridge sends ${event}`, () => this.eventsOf(event)[0]);
	}

	async isClosed(): Promise<{ code: number; reason: string }> {
		return await eventually('the bridge closes the stream', () => this.closed);
	}
}
