import { randomUUID } from 'node:crypto';
import type { IDataObject } from 'n8n-workflow';
import type { BridgeEvent, BridgeReport } from '../../../../nodes/shared/bridgeEvents';
import { knownNote, noteOf } from '../../../../nodes/InboundCallTrigger/answer/callNotes';
import { noteEvent, reasonOf } from '../../../../nodes/InboundCallTrigger/answer/relayNotes';
import { receive } from '../../../../nodes/InboundCallTrigger/answer/receive';
import { inMovedTime, stopTime } from '../../movedTime';
import { arriveFromBridge, bridgeEvent, endedData } from './bridgeRequest';
import { fakeWebhook, ultravoxCall, WEBHOOK_URL } from './fakeWebhook';

const FIRST = '33333333-3333-4333-8333-333333333333';
const SECOND = '55555555-5555-4555-8555-555555555555';
const THIRD = '66666666-6666-4666-8666-666666666666';

const medium = { serverWebSocket: { inputSampleRate: 16_000 } };
const long = new Date(Date.now() - 60_000).toISOString();

describe('Inbound Call Trigger: events of the bridge', () => {
	test.each([
		'started',
		'transcript',
		'dtmf',
		'barge-in',
		'tool',
		'state',
		'quality',
		'resumed',
	] as const)('%s is taken, starts nothing and asks nobody', async (type) => {
		const event = bridgeEvent(type, { callUuid: randomUUID(), callId: FIRST });
		const { status, result, requests } = await arriveFromBridge(event);
		expect(status).toBe(200);
		expect(result).toEqual({ noWebhookResponse: true });
		expect(requests).toEqual([]);
	});

	test('an event nobody knows yet is taken too', async () => {
		const event = bridgeEvent('started', { callUuid: randomUUID(), callId: FIRST });
		expect((await arriveFromBridge({ ...event, type: 'of-tomorrow' })).status).toBe(200);
	});

	test.each([{ sequence: undefined }, { callId: undefined }, { data: undefined }, { at: 5 }])(
		'what lacks a part of an event is none: %j',
		async (overrides) => {
			const event = bridgeEvent('started', { callUuid: randomUUID(), callId: FIRST });
			expect((await arriveFromBridge({ ...event, ...overrides })).status).toBe(400);
		},
	);

	test('that a call is about to end is sent on to the process that knows it', async () => {
		const callUuid = randomUUID();
		const data = { endedBy: 'bridge', reason: 'hung-up' };
		const ending = bridgeEvent('ending', { callUuid, callId: FIRST, data });
		expect((await arriveFromBridge(ending)).status).toBe(425);
		expect((await arriveFromBridge({ ...ending, at: long })).status).toBe(200);
		noteOf(WEBHOOK_URL, callUuid);
		expect((await arriveFromBridge(ending)).status).toBe(200);
	});

	test('of a call that this process does not know nothing is kept', async () => {
		const callUuid = randomUUID();
		await arriveFromBridge(bridgeEvent('transcript', { callUuid, callId: FIRST }));
		expect(knownNote(WEBHOOK_URL, callUuid)).toBeUndefined();
	});

	test('a whole conversation of events leaves one line in the note', async () => {
		const callUuid = randomUUID();
		const note = noteOf(WEBHOOK_URL, callUuid);
		for (let sequence = 1; sequence <= 500; sequence++) {
			const data = { role: 'user', text: `Sentence ${sequence}`, ordinal: sequence };
			noteEvent(note, bridgeEvent('transcript', { callUuid, callId: FIRST, sequence, data }));
		}
		expect([...note.relays]).toEqual([
			[
				FIRST,
				{
					sequences: new Map([['stream', 500]]),
					callId: FIRST,
					heardAt: expect.any(Number) as number,
					ending: null,
					ended: null,
				},
			],
		]);
	});

	test('the second stream of a call counts anew; its events are no repeats', () => {
		const callUuid = randomUUID();
		const note = noteOf(WEBHOOK_URL, callUuid);
		const event = (stream: string, sequence: number) =>
			bridgeEvent('dtmf', { callUuid, callId: FIRST, stream, sequence, data: { digits: '1' } });
		expect(noteEvent(note, event('one', 3))).toBe(true);
		expect(noteEvent(note, event('two', 1))).toBe(true);
		expect(noteEvent(note, event('one', 3))).toBe(false);
		expect(noteEvent(note, event('two', 1))).toBe(false);
		expect(noteEvent(note, event('two', 2))).toBe(true);
	});

	/** The note of a call, and what tells it of the end of its stream. */
	const endingStream = () => {
		const callUuid = randomUUID();
		const note = noteOf(WEBHOOK_URL, callUuid);
		const ended = (sequence: number, reason: string) =>
			noteEvent(
				note,
				bridgeEvent('ended', { callUuid, callId: FIRST, sequence, data: { report: { reason } } }),
			);
		return { note, ended };
	};

	test('nothing comes after the end of a stream, whatever its number', () => {
		const { note, ended } = endingStream();
		expect(ended(4, 'caller-hangup')).toBe(true);
		expect(ended(1_000_002, 'bridge-lost')).toBe(false);
		expect(reasonOf(note, FIRST)).toBe('caller-hangup');
	});

	test('a stream that was taken for lost, and was not, ends as its bridge says, once', () => {
		const { note, ended } = endingStream();
		expect(ended(1_000_002, 'bridge-lost')).toBe(true);
		expect(ended(1_000_002, 'bridge-lost')).toBe(false);
		expect(ended(4, 'caller-hangup')).toBe(true);
		expect(ended(4, 'caller-hangup')).toBe(false);
		expect(ended(1_000_002, 'bridge-lost')).toBe(false);
		expect(reasonOf(note, FIRST)).toBe('caller-hangup');
	});

	test('however many streams are told of, the note stays small', () => {
		const callUuid = randomUUID();
		const note = noteOf(WEBHOOK_URL, callUuid);
		const ids = Array.from({ length: 100 }, () => randomUUID());
		for (const callId of ids) noteEvent(note, bridgeEvent('started', { callUuid, callId }));
		expect([...note.relays.keys()]).toEqual(ids.slice(-20));
	});

	test('a repeat changes nothing, nor does an event that comes after a later one', () => {
		const callUuid = randomUUID();
		const note = noteOf(WEBHOOK_URL, callUuid);
		const resumed = (sequence: number, callId: string) =>
			bridgeEvent('resumed', { callUuid, callId: FIRST, sequence, data: { callId } });
		expect(noteEvent(note, resumed(4, SECOND))).toBe(true);
		expect(noteEvent(note, resumed(7, THIRD))).toBe(true);
		expect(noteEvent(note, resumed(7, THIRD))).toBe(false);
		expect(noteEvent(note, resumed(4, SECOND))).toBe(false);
		expect(note.relays.get(FIRST)?.callId).toBe(THIRD);
	});
});

describe('Inbound Call Trigger: a relayed call is over', () => {
	/** Calls of one conversation as Ultravox lists them, latest first. */
	const conversation = (callUuid: string, endReason: string): IDataObject[] => [
		ultravoxCall({
			callId: SECOND,
			created: '2026-11-20T10:01:00Z',
			joined: '2026-11-20T10:01:01Z',
			ended: '2026-11-20T10:02:00Z',
			endReason,
			agent: null,
			medium,
			metadata: { plivoCallUuid: callUuid, bridgeLostCallId: FIRST, bridgeResumeRequestId: 'r' },
		}),
		ultravoxCall({
			callId: FIRST,
			created: '2026-11-20T10:00:00Z',
			joined: '2026-11-20T10:00:01Z',
			ended: '2026-11-20T10:01:00Z',
			endReason: 'connection_error',
			summary: 'The first part',
			medium,
			metadata: { plivoCallUuid: callUuid },
		}),
	];

	const ultravox =
		(callUuid: string, { isOut = false, endReason = 'agent_hangup' }) =>
		({ url }: { url: string }): unknown => {
			const calls = conversation(callUuid, endReason);
			if (url.endsWith('/messages')) {
				if (isOut) throw new Error('out');
				const text = url.includes(FIRST) ? 'Hello' : 'Sorry, where were we?';
				const spoken = { role: 'MESSAGE_ROLE_AGENT', medium: 'MESSAGE_MEDIUM_VOICE', text };
				return { results: [spoken], next: null };
			}
			return (
				calls.find(({ callId }) => url.endsWith(`/api/calls/${String(callId)}`)) ?? {
					results: calls,
					next: null,
				}
			);
		};

	const hangUp = async (
		callUuid: string,
		options: { isOut?: boolean; endReason?: string } = {},
	) => {
		const webhook = fakeWebhook({
			event: '?event=hangup',
			fields: { CallUUID: callUuid, Event: 'Hangup', CallStatus: 'completed', Duration: '120' },
			bridge: true,
			ultravox: ultravox(callUuid, options),
		});
		const result = await receive.call(webhook.context);
		return { ...webhook, items: result.workflowData?.[1] ?? [] };
	};

	const ended = (callUuid: string, reason: BridgeReport['reason'] = 'agent-ended') =>
		bridgeEvent('ended', {
			callUuid,
			callId: FIRST,
			sequence: 9,
			data: {
				...endedData(reason, { resumes: 1 }),
				transcript: [
					{ role: 'agent', text: 'As the bridge heard it', ordinal: 0 },
					{ role: 'agent', text: 'Sorry', ordinal: 1 },
				],
			},
		});

	test('the item tells the whole conversation, under the id it began with', async () => {
		const callUuid = randomUUID();
		noteOf(WEBHOOK_URL, callUuid);
		const [{ items }, told] = await Promise.all([
			hangUp(callUuid),
			arriveFromBridge(ended(callUuid)),
		]);
		expect(told.status).toBe(200);
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			call: {
				callId: FIRST,
				callUuid,
				agentName: 'Receptionist',
				metadata: { plivoCallUuid: callUuid },
				endReason: 'agent_hangup',
				outcome: 'completed',
				summary: 'The first part',
				transcript: [
					{ role: 'agent', text: 'Hello' },
					{ role: 'agent', text: 'Sorry, where were we?' },
				],
			},
			callIds: [FIRST, SECOND],
			ultravox: { callId: SECOND },
			bridge: { report: { reason: 'agent-ended', resumes: 1 } },
		});
		expect(JSON.stringify(items)).not.toContain('top-secret');
	});

	test.each([
		['hung-up', 'completed'],
		['caller-hangup', 'completed'],
		['too-long', 'timeout'],
		['no-audio', 'failed'],
		['stalled', 'failed'],
		['bridge-shutdown', 'failed'],
		['bridge-lost', 'failed'],
	] as const)('Ultravox only saw a hang-up, the bridge says %s: %s', async (reason, outcome) => {
		const callUuid = randomUUID();
		const note = noteOf(WEBHOOK_URL, callUuid);
		noteEvent(note, ended(callUuid, reason));
		const { items } = await hangUp(callUuid, { endReason: 'hangup' });
		expect(items[0]?.json.call).toMatchObject({ outcome });
	});

	describe('what cannot be read is asked for repeatedly', () => {
		stopTime();

		test('what the bridge heard stands where Ultravox cannot be asked', async () => {
			const callUuid = randomUUID();
			noteOf(WEBHOOK_URL, callUuid);
			const told = Promise.all([
				hangUp(callUuid, { isOut: true }),
				arriveFromBridge(ended(callUuid)),
			]);
			const [{ items }] = await inMovedTime(told);
			expect(items[0]?.json.call).toMatchObject({
				transcript: [
					{ role: 'agent', text: 'As the bridge heard it' },
					{ role: 'agent', text: 'Sorry' },
				],
			});
		});
	});

	test('the end repeated, and told to a process that was just started, reaches no workflow twice', async () => {
		const callUuid = randomUUID();
		noteOf(WEBHOOK_URL, callUuid);
		const [{ items }, first] = await Promise.all([
			hangUp(callUuid),
			arriveFromBridge(ended(callUuid)),
		]);
		const again = await arriveFromBridge(ended(callUuid));
		expect([first.status, again.status]).toEqual([200, 200]);
		expect([first, again].filter(({ result }) => result.workflowData)).toEqual([]);
		expect(items).toHaveLength(1);

		await jest.isolateModulesAsync(async () => {
			const restarted = await import('../../../../nodes/InboundCallTrigger/answer/receive');
			for (const [at, status] of [
				[undefined, 425],
				[long, 200],
			] as const) {
				const event = { ...ended(callUuid), ...(at === undefined ? {} : { at }) };
				const webhook = await arriveFromBridge(event, {}, restarted.receive);
				expect(webhook.status).toBe(status);
				expect(webhook.result.workflowData).toBeUndefined();
			}
		});
	});

	describe('the report is late', () => {
		stopTime();

		const state = (callUuid: string, sequence: number) =>
			bridgeEvent('state', { callUuid, callId: FIRST, sequence });

		/** Hangs up; the bridge tells something after so many seconds. @returns the item, if it is there in time */
		async function endedWithin(
			seconds: number,
			events: (callUuid: string) => Record<number, BridgeEvent>,
		): Promise<IDataObject | undefined> {
			const callUuid = randomUUID();
			noteOf(WEBHOOK_URL, callUuid);
			let item: IDataObject | undefined;
			void hangUp(callUuid).then(({ items }) => (item = items[0]?.json));
			for (let second = 1; second <= seconds; second++) {
				await jest.advanceTimersByTimeAsync(1_000);
				const event = events(callUuid)[second];
				if (event) void arriveFromBridge({ ...event, at: new Date().toISOString() });
			}
			await jest.advanceTimersByTimeAsync(100);
			return item;
		}

		test('it is waited for while the bridge goes on telling', async () => {
			const item = await endedWithin(14, (callUuid) => ({
				4: state(callUuid, 1),
				9: state(callUuid, 2),
				14: ended(callUuid),
			}));
			expect(item).toMatchObject({ bridge: { report: { reason: 'agent-ended' } } });
		});

		test('that it is about to come is no report', async () => {
			const item = await endedWithin(8, (callUuid) => ({
				3: bridgeEvent('ending', { callUuid, callId: FIRST, data: { reason: 'hung-up' } }),
				8: ended(callUuid, 'hung-up'),
			}));
			expect(item).toMatchObject({ bridge: { report: { reason: 'hung-up' } } });
		});

		test('a bridge that is silent is not waited for', async () => {
			expect(await endedWithin(6, () => ({}))).toMatchObject({ bridge: null });
		});

		test('nor one that never comes to the end', async () => {
			const events = (callUuid: string) =>
				Object.fromEntries(
					Array.from({ length: 10 }, (_, index) => [4 * index + 4, state(callUuid, index + 1)]),
				);
			expect(await endedWithin(29, events)).toBeUndefined();
			expect(await endedWithin(30, events)).toMatchObject({ bridge: null });
		});
	});

	test('n8n was started anew in mid-call: hang-up and report still meet', async () => {
		const callUuid = randomUUID();
		const before = await arriveFromBridge(
			bridgeEvent('resumed', { callUuid, callId: FIRST, sequence: 5, data: { callId: SECOND } }),
		);
		expect(before.status).toBe(200);
		const hungUp = hangUp(callUuid);
		// As the bridge does: again until it is taken.
		const statuses: unknown[] = [];
		while (statuses[statuses.length - 1] !== 200) {
			statuses.push((await arriveFromBridge(ended(callUuid))).status);
		}
		expect(statuses.slice(0, -1).filter((status) => status !== 425)).toEqual([]);
		expect((await hungUp).items[0]?.json).toMatchObject({
			callIds: [FIRST, SECOND],
			bridge: { report: { reason: 'agent-ended' } },
		});
	});
});
