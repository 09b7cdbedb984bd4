import type { Worker } from 'node:cluster';
import { EventEmitter } from 'node:events';
import { watchHandingOver } from '../../src/cluster/handedOver';

/** A worker, what it is sent, and what Node.js hears it answer. */
function watched(isPassedOver: () => boolean) {
	const sent: unknown[] = [];
	const answers: unknown[] = [];
	const child = Object.assign(new EventEmitter(), {
		connected: true,
		send: (message: { seq: number }) => sent.push(message.seq) > 0,
	});
	child.on('internalMessage', (message: object) => answers.push(message));
	watchHandingOver({ process: child } as unknown as Worker, isPassedOver);
	let seq = 0;
	/** As Node.js's primary does it. @returns the number of the message */
	const handOver = (connection: object, act = 'newconn') => {
		seq += 1;
		(child.send as (...all: unknown[]) => boolean)({ cmd: 'NODE_CLUSTER', act, seq }, connection);
		return seq;
	};
	return { child, sent, answers, handOver };
}

const refusal = (ack: number) => ({ cmd: 'NODE_CLUSTER', ack, accepted: false });

describe('connections that Node.js hands to a worker', () => {
	beforeEach(() => jest.useFakeTimers());
	afterEach(() => jest.useRealTimers());

	it('are passed on at once while another one should have them, and go to it otherwise', () => {
		let passedOver = true;
		const { sent, answers, handOver } = watched(() => passedOver);
		const first = handOver({});
		expect([sent, answers]).toEqual([[], []]);
		jest.advanceTimersByTime(0);
		expect(answers).toEqual([refusal(first)]);
		passedOver = false;
		const second = handOver({});
		jest.runAllTimers();
		expect([sent, answers]).toEqual([[second], [refusal(first)]]);
	});

	it('are passed on once in a millisecond when they come back, all at the same time, and taken after a quarter of a second', () => {
		const { sent, answers, handOver } = watched(() => true);
		const [connection, second, other] = [{}, {}, {}];
		handOver(connection);
		handOver(second);
		jest.advanceTimersByTime(0);
		for (let passed = 1; passed <= 250; passed++) {
			handOver(connection);
			expect(answers).toHaveLength(passed + 1);
			jest.advanceTimersByTime(1);
			expect(answers).toHaveLength(passed + 2);
		}
		handOver(connection);
		jest.advanceTimersByTime(1);
		const taken = [handOver(connection), handOver(second)];
		jest.runAllTimers();
		expect([sent, answers.length]).toEqual([taken, 253]);
		handOver(other);
		jest.advanceTimersByTime(0);
		expect([sent, answers.length]).toEqual([taken, 254]);
	});

	it('are all that is passed on', () => {
		const { sent, answers, handOver } = watched(() => true);
		const message = handOver({}, 'disconnect');
		jest.runAllTimers();
		expect([sent, answers]).toEqual([[message], []]);
	});

	it('are answered for once, also when the worker ends while they are passed on', () => {
		const { child, answers, handOver } = watched(() => true);
		const ack = handOver({});
		child.connected = false;
		child.emit('exit');
		expect(answers).toEqual([{ ...refusal(ack), accepted: true }]);
		jest.runAllTimers();
		expect(answers).toHaveLength(1);
	});
});
