import { pino } from 'pino';
import { CallLedger } from '../../src/call/callLedger';
import type { WorkerMessage } from '../../src/cluster/messages';
import { RemoteLedger } from '../../src/cluster/remoteLedger';

const LIMITS = { connectsPerCall: 2, rememberedCalls: 10 };

describe('the ledger of one of several processes', () => {
	let asked: Array<Extract<WorkerMessage, { type: 'ledger' }>>;
	let claimed: Array<Extract<WorkerMessage, { type: 'claim' }>>;
	let disowned: string[];
	let logLines: string[];
	let ledger: RemoteLedger;
	beforeEach(() => {
		asked = [];
		claimed = [];
		disowned = [];
		logLines = [];
		const log = pino({}, { write: (line: string) => void logLines.push(line) });
		const send = (message: WorkerMessage) => {
			if (message.type === 'ledger') asked.push(message);
			if (message.type === 'claim') claimed.push(message);
			if (message.type === 'disown') disowned.push(message.callId);
		};
		ledger = new RemoteLedger(new CallLedger(LIMITS), send, log);
	});
	afterEach(() => jest.useRealTimers());

	it('does as the first process says', async () => {
		const answers = [
			ledger.connect('a'),
			ledger.connect('b'),
			ledger.spend('a'),
			ledger.spend('b'),
		];
		expect(asked.map(({ question, callId }) => `${question} ${callId}`)).toEqual([
			'connect a',
			'connect b',
			'spend a',
			'spend b',
		]);
		// In any order.
		const refusals = [null, 'spent', null, 'spent'] as const;
		for (const place of [2, 0, 3, 1]) {
			ledger.answered(asked[place]?.id ?? 0, refusals[place] ?? null);
		}
		expect(await Promise.all(answers)).toEqual([undefined, 'spent', true, false]);
		expect(logLines).toHaveLength(0);
	});

	it('does not ask about what it knows itself', async () => {
		const spent = ledger.spend('a');
		ledger.answered(asked[0]?.id ?? 0, null);
		expect(await spent).toBe(true);
		expect(await ledger.spend('a')).toBe(false);
		expect(await ledger.connect('a')).toBe('spent');
		expect(asked).toHaveLength(1);
	});

	it('always asks whose a name is: the first process may have heard of another first', async () => {
		const answers = [ledger.claim('token', 'call-1'), ledger.claim('token', 'call-2')];
		expect(claimed.map(({ name, owner }) => `${name} ${owner}`)).toEqual([
			'token call-1',
			'token call-2',
		]);
		ledger.answered(claimed[0]?.id ?? 0, 'taken');
		ledger.answered(claimed[1]?.id ?? 0, null);
		expect(await Promise.all(answers)).toEqual([false, true]);
	});

	it('goes by what it was told before when the first process does not say whose a name is', async () => {
		const first = ledger.claim('token', 'call-1');
		ledger.answered(claimed[0]?.id ?? 0, null);
		expect(await first).toBe(true);
		jest.useFakeTimers();
		const answers = ['call-1', 'call-2'].map((owner) => ledger.claim('token', owner));
		jest.runAllTimers();
		expect(await Promise.all(answers)).toEqual([true, false]);
	});

	it('takes back a connect here and at the first process', async () => {
		for (let time = 0; time < 2; time++) {
			const connecting = ledger.connect('a');
			ledger.answered(asked.at(-1)?.id ?? 0, null);
			expect(await connecting).toBeUndefined();
		}
		expect(await ledger.connect('a')).toBe('too-many-connects');
		ledger.disown('a');
		expect(disowned).toEqual(['a']);
		const connecting = ledger.connect('a');
		ledger.answered(asked.at(-1)?.id ?? 0, null);
		expect(await connecting).toBeUndefined();
	});

	it('goes by what it knows itself when the first process does not answer, and says so', async () => {
		jest.useFakeTimers();
		const answers = [ledger.connect('a'), ledger.spend('a')];
		jest.runAllTimers();
		expect(await Promise.all(answers)).toEqual([undefined, true]);
		expect(logLines).toHaveLength(2);
		// Too late.
		for (const { id } of asked) ledger.answered(id, 'spent');
		expect(await ledger.connect('a')).toBe('spent');
	});
});
