import { pino } from 'pino';
import { OUTCOMES } from '../../src/call/callOutcome';
import { PlivoSide, type PlivoSideCall } from '../../src/call/plivoSide';

describe("Plivo's side of a call", () => {
	let lines: string[];
	let done: Array<[string, ...unknown[]]>;
	let call: { end: { outcome: unknown } };
	let side: PlivoSide;

	beforeEach(() => {
		lines = [];
		done = [];
		const note =
			(what: string) =>
			(...given: unknown[]) =>
				void done.push([what, ...given]);
		const parts = {
			audio: {
				fromCaller: { write: note('heard') },
				playback: { sendQueued: note('send queued') },
			},
			conversation: { pressed: note('told of digit') },
			dtmf: { press: note('digit') },
			end: {
				outcome: undefined,
				played: note('played'),
				taken: note('taken'),
				atOnce: note('ends'),
			},
			fault: { failed: note('fault') },
			finishWhenClosed: note('finished'),
		};
		call = parts;
		const log = pino({}, { write: (line: string) => void lines.push(line) });
		side = new PlivoSide(parts as unknown as PlivoSideCall, log);
	});

	it('the audio of the caller goes to the agent', () => {
		side.onPlivoMessage({ event: 'media', payload: 'AAAA' });
		expect(done).toEqual([['heard', 'AAAA']]);
	});

	it('a digit goes to the conversation and to the batch that n8n is told of', () => {
		side.onPlivoMessage({ event: 'dtmf', digit: '7' });
		expect(done).toEqual([
			['told of digit', '7'],
			['digit', '7'],
		]);
	});

	it('an end waits for what was played, and for what Plivo has got', () => {
		side.onPlivoMessage({ event: 'played', name: 'farewell' });
		side.onPlivoTook('farewell');
		expect(done).toEqual([
			['played', 'farewell'],
			['taken', 'farewell'],
		]);
	});

	it('a stop is the hang-up of the caller', () => {
		side.onPlivoMessage({ event: 'stop' });
		expect(done).toEqual([['ends', OUTCOMES.callerHangup]]);
	});

	it('what it cannot play is counted each time and logged once', () => {
		for (const reason of ['first', 'second', 'third']) {
			side.onPlivoMessage({ event: 'failed', reason });
		}
		expect(side.playFailures).toBe(3);
		expect(lines).toHaveLength(1);
		expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 40, reason: 'first' });
		expect(done).toEqual([]);
	});

	it('the rest of what it says is nothing to act on', () => {
		side.onPlivoMessage({ event: 'clearedAudio' });
		expect(done).toEqual([]);
	});

	it('when it can take more, what waits is sent', () => {
		side.onPlivoDrain();
		expect(done).toEqual([['send queued']]);
	});

	it('an error thrown at it is a fault of the call', () => {
		const error = new Error('a bug');
		side.onPlivoFault(error);
		expect(done).toEqual([['fault', error]]);
	});

	it('a socket that Plivo closes is the hang-up of the caller, and no loss', () => {
		side.onPlivoClosed({ how: 'closed', detail: 1000 });
		expect(done).toEqual([['ends', OUTCOMES.callerHangup], ['finished']]);
		expect(lines).toEqual([]);
	});

	it('a socket that breaks is a lost stream, which is logged', () => {
		side.onPlivoClosed({ how: 'lost', detail: 'ECONNRESET' });
		expect(done).toEqual([['ends', OUTCOMES.streamLost], ['finished']]);
		expect(lines).toHaveLength(1);
		expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 40, detail: 'ECONNRESET' });
	});

	it('a socket that breaks once the call has ended is no loss', () => {
		call.end.outcome = OUTCOMES.agentEnded;
		side.onPlivoClosed({ how: 'lost', detail: 1006 });
		expect(done.at(-1)).toEqual(['finished']);
		expect(lines).toEqual([]);
	});
});
