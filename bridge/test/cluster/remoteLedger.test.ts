import { pino } from 'pino';
import { CallLedger } from '../../src/call/callLedger';
import type { WorkerMessage } from '../../src/cluster/messages';
import { RemoteLedger } from '../../src/cluster/remoteLedger';

const LIMITS = { connectsPerCall: 2, rememberedCalls: 10 };

describe('the ledger of one of several processes', () => {
	let asked: Array<Extract<WorkerMessage, { type: 'ledger' }>>;
	let logLines: string[];
	let ledger: RemoteLedger;
	beforeEach(() => {
		asked = [];
		logLines = [];
		const log = pino({}, { write: (line: string) => void logLines.push(line) });
		const send = (message: WorkerMessage) => {
			if (message.type === 'ledger') asked.push(message);
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
