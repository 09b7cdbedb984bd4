import { pino } from 'pino';
import { CallFault } from '../../src/call/callFault';

/** As an error of a socket can have it: its message is a credential. */
const BUG = Object.assign(new Error('wss://voice.example.com/secret-join'), { code: 'EBUG' });
const fault = (): never => {
	throw BUG;
};

describe('an error in the work of a call', () => {
	let done: string[];
	let lines: string[];
	const metrics = { callFaults: 0 };

	const faultOf = (end: () => void = () => done.push('end')) => {
		done = [];
		lines = [];
		metrics.callFaults = 0;
		return new CallFault({
			plivo: { terminate: () => done.push('plivo terminated') },
			agent: { close: () => done.push('agent closed') },
			metrics,
			end,
			log: pino({}, { write: (line) => lines.push(line) }),
		});
	};

	it('does not leave the guarded work, and ends the call', () => {
		const guarded = faultOf().guard(fault);
		expect(() => guarded()).not.toThrow();
		expect(done).toEqual(['end']);
		expect(metrics.callFaults).toBe(1);
	});

	it('is told in the log with the place and the code, without the words of the error', () => {
		faultOf().failed(BUG);
		expect(lines).toHaveLength(1);
		const { code, at, msg } = JSON.parse(lines[0] ?? '') as Record<string, unknown>;
		expect({ code, msg }).toEqual({ code: 'EBUG', msg: 'call failed' });
		expect(at).toEqual(
			expect.arrayContaining([expect.stringContaining('callFault.test.ts') as string]),
		);
		expect(lines[0]).not.toContain('secret-join');
	});

	it('that is no Error is told too', () => {
		faultOf().failed('a text');
		expect(JSON.parse(lines[0] ?? '')).toMatchObject({ code: 'unknown', at: [] });
		expect(done).toEqual(['end']);
	});

	it('cuts both sides off when the call does not end properly', () => {
		faultOf(fault).failed(BUG);
		expect(done).toEqual(['agent closed', 'plivo terminated']);
		expect(lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual([
			'call failed',
			'call failed at its end',
		]);
	});

	it('cuts both sides off when it comes after another one: its end is not begun twice', () => {
		const one = faultOf();
		one.failed(BUG);
		one.failed(BUG);
		expect(done).toEqual(['end', 'agent closed', 'plivo terminated']);
		expect(metrics.callFaults).toBe(2);
	});

	it('is none where nothing throws: the work gets its arguments', () => {
		const heard: unknown[] = [];
		const one = faultOf();
		one.guard((first: string, second: number) => heard.push(first, second))('a', 2);
		expect(heard).toEqual(['a', 2]);
		expect({ done, lines }).toEqual({ done: [], lines: [] });
	});
});
