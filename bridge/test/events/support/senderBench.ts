import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import type { StreamClaims } from '../../../../nodes/shared/streamToken';
import { readConfig, type BridgeSettings } from '../../../src/config/config';
import type { CallEvents } from '../../../src/events/callEvents';
import { EventSender, type EventSenderOptions } from '../../../src/events/eventSender';
import { BridgeMetrics } from '../../../src/metrics/bridgeMetrics';
import { EventSink } from '../../fakes/eventSink';
import { untilWritten } from './untilWritten';

export const SECRET = 'the shared secret of the event tests';

/** An event sender as a bridge has it, with what it counts and logs. */
export interface RunningSender {
	sender: EventSender;
	counts: BridgeMetrics;
	log: string[];
}

/** A folder, a webhook, and the event senders of as many bridges as a test needs; `close` stops all of it. */
export class SenderBench {
	private readonly senders: EventSender[] = [];

	private constructor(
		/** What BRIDGE_DATA_FOLDER would be. */
		readonly folder: string,
		readonly sink: EventSink,
	) {}

	static async start(): Promise<SenderBench> {
		return new SenderBench(await mkdtemp(join(tmpdir(), 'events-')), await EventSink.start());
	}

	/** Starts the event sender of one more bridge. */
	run(
		limits: BridgeSettings['limits'] = {},
		options: Partial<EventSenderOptions> = {},
	): RunningSender {
		const log: string[] = [];
		const counts = new BridgeMetrics();
		const config = readConfig({
			sharedSecret: SECRET,
			limits: { eventRetryFirstMs: 5, eventRetryLongestMs: 20, eventAdoptMs: 20, ...limits },
		});
		const sender = new EventSender({
			dataFolder: this.folder,
			secret: SECRET,
			limits: config.limits,
			counts,
			log: pino({ level: 'trace' }, { write: (line: string) => void log.push(line) }),
			...options,
		});
		void sender.open();
		this.senders.push(sender);
		return { sender, counts, log };
	}

	/** The events of a new call. */
	call({ sender }: RunningSender, eventsUrl = this.sink.url): CallEvents {
		return sender.openCall(claimsFor(eventsUrl));
	}

	/** Resolves when all that was queued so far is on disk, or could not be written. */
	async written({ sender }: RunningSender): Promise<void> {
		await untilWritten(sender);
	}

	/** Names of the event files on disk. */
	files(): string[] {
		return eventFiles(this.folder);
	}

	/** Sequences of what arrived and was taken, by call, repeats dropped. */
	arrived(): Map<string, number[]> {
		const calls = new Map<string, number[]>();
		const known = new Set<string>();
		for (const { eventId, callId, sequence } of this.sink.accepted) {
			if (known.has(eventId)) continue;
			known.add(eventId);
			calls.set(callId, [...(calls.get(callId) ?? []), sequence]);
		}
		return calls;
	}

	/** How many different events arrived and were taken. */
	get arrivedCount(): number {
		return [...this.arrived().values()].flat().length;
	}

	async close(): Promise<void> {
		await Promise.all(this.senders.map(async (sender) => await sender.flush(0)));
		await this.sink.close();
		await rm(this.folder, { recursive: true, force: true });
	}
}

/** All event files below a data folder. */
export function eventFiles(dataFolder: string): string[] {
	const root = join(dataFolder, 'events');
	return namesIn(root).flatMap((folder) =>
		namesIn(join(root, folder))
			.filter((name) => name.endsWith('.events'))
			.map((name) => join(root, folder, name)),
	);
}

/** None when the folder is not there, or is just being removed. */
function namesIn(folder: string): string[] {
	try {
		return readdirSync(folder);
	} catch {
		return [];
	}
}

export function claimsFor(eventsUrl: string): StreamClaims {
	return {
		callUuid: randomUUID(),
		callId: randomUUID(),
		joinUrl: 'wss://join.example/secret-join',
		contentType: 'audio/x-l16;rate=16000',
		eventsUrl,
	};
}

/** Ends a call the way a relayed call does, with `lines` transcript lines before. */
export function wholeCall(events: CallEvents, lines: number): void {
	for (let ordinal = 0; ordinal < lines; ordinal++) {
		events.emit('transcript', { role: 'user', text: `Line ${ordinal} of the talk`, ordinal });
	}
	events.emit('ended', { report: {}, transcript: [] });
}

/** 503 for as long as a test needs. */
export const REFUSE_ALL = Array.from({ length: 100_000 }, () => 503);
