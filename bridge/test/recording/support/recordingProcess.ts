import { isMainThread } from 'node:worker_threads';
import { pino } from 'pino';
import { BridgeMetrics } from '../../../src/metrics/bridgeMetrics';
import { recordingsSchema } from '../../../src/recording/recordingSettings';
import { Recordings } from '../../../src/recording/recordings';
import { threadMain } from '../../../src/thread/threadMain';
import { speech } from './sounds';
import { TestCall } from './testCall';

/**
 * A process that records, to be killed: arguments are the settings as JSON, the id of a call, and how many seconds the caller speaks. The call does
 * not end by itself when `end` is missing; then it says `recording` once and speaks on, faster than real time, but never further ahead
 * than a recorder holds.
 */
async function main(): Promise<void> {
	const [settings = '{}', callId = '', seconds = '', end = ''] = process.argv.slice(2);
	const recordings = await Recordings.open({
		config: recordingsSchema.parse(JSON.parse(settings)),
		dataFolder: process.env.DATA_FOLDER,
		counts: new BridgeMetrics(),
		log: pino({ level: 'silent' }),
	});
	const call = new TestCall(16_000, callId);
	recordings?.begin(call, true);
	const length = Number(seconds);
	call.callerSays(speech(16_000, 1_000 * length, 140));
	call.agentSays(speech(16_000, 1_000 * length, 270));
	if (end === 'end') call.end(1_000 * length);
	process.stdout.write('recording\n');
	setInterval(() => undefined, 1_000);
}

if (isMainThread) void main();
else threadMain();
