import { randomUUID } from 'node:crypto';
import { openSync, writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { isMainThread } from 'node:worker_threads';
import { pino } from 'pino';
import { readConfig } from '../../../src/config/config';
import { EventSender } from '../../../src/events/eventSender';
import { BridgeMetrics } from '../../../src/metrics/bridgeMetrics';
import { threadMain } from '../../../src/thread/threadMain';
import { untilWritten } from './untilWritten';

/**
 * The event side of a bridge as a process of its own, to be killed. It tells of calls without end (unless it is only to deliver), and
 * notes in a ledger what it has told.
 */
async function main(): Promise<void> {
	const { FOLDER = '', SINK_URL = '', LEDGER = '', SHARED_SECRET = '', MODE } = process.env;
	const sender = new EventSender({
		secret: SHARED_SECRET,
		dataFolder: FOLDER,
		limits: readConfig({
			sharedSecret: SHARED_SECRET,
			limits: { eventRetryFirstMs: 2, eventRetryLongestMs: 20, eventAdoptMs: 30 },
		}).limits,
		counts: new BridgeMetrics(),
		log: pino({ level: 'info' }),
	});
	await sender.open();
	if (MODE === 'deliver') return;
	const ledger = openSync(LEDGER, 'a');
	for (;;) {
		const callId = randomUUID();
		const events = sender.openCall({
			callId,
			callUuid: randomUUID(),
			joinUrl: 'wss://join.example',
			contentType: 'audio/x-l16;rate=16000',
			eventsUrl: SINK_URL,
		});
		const count = 2 + Math.floor(Math.random() * 8);
		for (let sequence = 1; sequence <= count; sequence++) {
			events.emit(sequence === count ? 'ended' : 'transcript', { text: 'x'.repeat(sequence * 50) });
			// Told is what is on disk: whoever is killed before has not told it.
			await untilWritten(sender);
			writeSync(ledger, `${callId} ${sequence}\n`);
			if (Math.random() < 0.7) await setTimeout(Math.random() * 3);
		}
	}
}

if (isMainThread) void main();
else threadMain();
