import type { Worker } from 'node:cluster';
import { EventEmitter } from 'node:events';
import { HandingOver } from '../../src/cluster/handingOver';

/** A worker, what it is sent, and what Node.js hears it answer. */
function watched(comeFirst: () => boolean, listen: () => boolean = () => true) {
	const sent: unknown[] = [];
	const answers: unknown[] = [];
	const child = Object.assign(new EventEmitter(), {
		connected: true,
		send: (message: { seq: number }) => sent.push(message.seq) > 0,
	});
	child.on('internalMessage', (message: object) => answers.push(message));
	const worker = { process: child } as unknown as Worker;
	const handingOver = new HandingOver(worker, { comeFirst, listen });
	let seq = 0;
	/** As Node.js's primary does it. @returns the number of the message */
	const handOver = (connection: object, act = 'newconn') => {
		seq += 1;
		(child.send as (...all: unknown[]) => boolean)({ cmd: 'NODE_CLUSTER', act, seq }, connection);
		return seq;
	};
	return { child, sent, answers, handOver, handingOver };
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
		expect(answers).toEqual([refusal(ack)]);
		jest.runAllTimers();
		expect(answers).toHaveLength(1);
	});

	it('stay with the worker when meanwhile nobody else is there to have them', () => {
		let listen = true;
		const { sent, answers, handOver } = watched(
			() => true,
			() => listen,
		);
		const first = handOver({});
		listen = false;
		jest.runAllTimers();
		expect([sent, answers]).toEqual([[first], []]);
	});

	it.each([
		['another one when the worker ends', true],
		['nobody, and are closed, when it ends and no other one listens', false],
	])('are given to %s', (_what, listens) => {
		const { child, sent, answers, handOver } = watched(
			() => false,
			() => listens,
		);
		const answered = handOver({});
		const unanswered = handOver({});
		child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack: answered, accepted: true });
		answers.length = 0;
		child.emit('exit');
		expect(answers).toEqual([]);
		child.connected = false;
		jest.runAllTimers();
		expect(sent).toEqual([answered, unanswered]);
		expect(answers).toEqual([{ ...refusal(unanswered), accepted: !listens }]);
	});

	it('count for a second', () => {
		let comeFirst = false;
		const { handOver, handingOver } = watched(() => comeFirst);
		handOver({});
		jest.advanceTimersByTime(600);
		handOver({});
		comeFirst = true;
		handOver({});
		expect(handingOver.recentCount).toBe(2);
		jest.advanceTimersByTime(400);
		expect(handingOver.recentCount).toBe(1);
		jest.advanceTimersByTime(600);
		expect(handingOver.recentCount).toBe(0);
	});

	it('tell of a worker that hangs, until it answers', () => {
		const { child, handOver, handingOver } = watched(() => false);
		const ack = handOver({});
		jest.advanceTimersByTime(250);
		expect(handingOver.hangs).toBe(false);
		jest.advanceTimersByTime(1);
		expect(handingOver.hangs).toBe(true);
		child.emit('internalMessage', { cmd: 'NODE_CLUSTER', ack, accepted: true });
		expect(handingOver.hangs).toBe(false);
	});
});
