import type { IDataObject } from 'n8n-workflow';
import type { DuePlan } from '../../../../nodes/PhoneAgent/outbound/duePlan';
import type { OutboundCall } from '../../../../nodes/PhoneAgent/outbound/outboundCall';
import { placedCall } from '../../../../nodes/PhoneAgent/outbound/placedFacts';
import { dueAfter } from '../../../../nodes/PhoneAgent/waiting/dialDue';
import { asTheyAre, rememberTried } from '../../../../nodes/PhoneAgent/waiting/dueCalls';

let runs = 0;

const call = (item: number): OutboundCall => ({
	item,
	key: `key-${item}`,
	isOwnKey: false,
	to: `+1415555010${item}`,
	from: '+14155550100',
	agentId: '11111111-1111-4111-8111-111111111111',
	audioPath: 'bridge',
	contentType: 'audio/x-l16;rate=16000',
	ringSeconds: 45,
	machine: { choice: 'talkAnyway', message: '', voice: '', language: '' },
	firstSentence: '',
	templateContext: {},
	metadata: {},
	bridge: { interruptible: true, record: true, resume: false },
});

/** One is up, and two are due after it, in a run that this process knows nothing of. */
function plan(): DuePlan {
	runs += 1;
	return {
		identity: { run: `run-${runs}`, node: 'node', isLost: false },
		execution: 'execution',
		madeAt: Date.parse('2026-11-20T09:59:00Z'),
		deadline: Date.parse('2026-11-20T18:00:00Z'),
		perSecond: 1,
		atOnce: 1,
		due: [
			{ call: call(1), after: 0, lasts: 600_000 },
			{ call: call(2), after: 1, lasts: 600_000 },
		],
	};
}

const placed = (item: number, { identity }: DuePlan, state: 'due' | 'refused' | 'placed' = 'due') =>
	placedCall(call(item), identity.run, {}, { state, reason: null });

/** The Ultravox call of an item. */
const made = (item: number, { identity }: DuePlan, more: IDataObject = {}): IDataObject => ({
	callId: `call-${item}`,
	created: '2026-11-20T10:00:00Z',
	...more,
	metadata: {
		n8nCallKey: `key-${item}`,
		n8nRun: identity.run,
		...(more.metadata as IDataObject),
	},
});

describe('P2.5, P2.6: calls that are due, in a process that has just started', () => {
	test('are known by what Ultravox has: that one is waited for, the other is due', () => {
		const due = plan();
		const relay = { notInterruptible: false, record: true };
		const written = [placed(0, due, 'placed'), { ...placed(1, due), relay }, placed(2, due)];
		const now = asTheyAre(written, due, [made(1, due)]);
		expect(now).toMatchObject([
			{ item: 0, state: 'placed' },
			{ item: 1, state: 'placed', callId: 'call-1', relay },
			{ item: 2, state: 'due', callId: null },
		]);
		expect(dueAfter(due, 0, [made(1, due)])).toBeNull();
		expect(dueAfter(due, 1, [made(1, due)])?.call.item).toBe(2);
	});

	test('a call of another run under the same key is none of them', () => {
		const due = plan();
		const other = made(1, due, { metadata: { n8nRun: 'another' } });
		expect(asTheyAre([placed(1, due)], due, [other])[0]?.state).toBe('due');
		expect(dueAfter(due, 0, [other])?.call.item).toBe(1);
	});

	test('of two under one key the first counts, and one that went on for it is not it', () => {
		const due = plan();
		const all = [
			made(1, due, { callId: 'later', created: '2026-11-20T10:00:01Z' }),
			made(1, due, { callId: 'resumed', metadata: { bridgeLostCallId: 'call-1' } }),
			made(1, due),
		];
		expect(asTheyAre([placed(1, due)], due, all)[0]?.callId).toBe('call-1');
	});

	test('one that was refused passes its turn on', () => {
		const due = plan();
		rememberTried(due, 'key-1', placed(1, due, 'refused'));
		expect(dueAfter(due, 0, [])?.call.item).toBe(2);
	});

	test('one that a lost run may have called, under another key, passes its turn on', () => {
		const due = plan();
		const suspect = { ...placed(1, due, 'refused'), state: 'known' as const, key: 'another' };
		rememberTried(due, 'key-1', suspect);
		expect(dueAfter(due, 0, [])?.call.item).toBe(2);
		expect(asTheyAre([placed(1, due)], due, [])).toMatchObject([{ item: 1, state: 'known' }]);
	});

	test('what another execution of the same run tried is tried again', () => {
		const due = plan();
		rememberTried({ ...due, execution: 'before' }, 'key-1', placed(1, due, 'refused'));
		expect(dueAfter(due, 0, [])?.call.item).toBe(1);
	});

	test('an end that makes room for two is told until both are dialed, and each that was refused passes its turn on', () => {
		const due = plan();
		const two: DuePlan = {
			...due,
			atOnce: 2,
			due: [...due.due, { call: call(3), after: 0, lasts: 600_000 }],
		};
		expect(dueAfter(two, 0, [])?.call.item).toBe(1);
		expect(dueAfter(two, 0, [made(1, two)])?.call.item).toBe(3);
		rememberTried(two, 'key-3', placed(3, two, 'refused'));
		expect(dueAfter(two, 0, [made(1, two)])).toBeNull();
	});

	test('one that was refused here, and placed by another process, is waited for', () => {
		const due = plan();
		rememberTried(due, 'key-1', placed(1, due, 'refused'));
		const now = asTheyAre([placed(1, due)], due, [made(1, due)]);
		expect(now).toMatchObject([{ state: 'placed', callId: 'call-1' }]);
		expect(dueAfter(due, 0, [made(1, due)])).toBeNull();
	});

	test('a twin has the same call, and is not waited for', () => {
		const due = plan();
		const twin = { ...placed(1, due), item: 7 };
		const now = asTheyAre([placed(1, due), twin], due, [made(1, due)]);
		expect(now).toMatchObject([
			{ item: 1, state: 'placed', callId: 'call-1' },
			{ item: 7, state: 'known', callId: 'call-1' },
		]);
	});
});
