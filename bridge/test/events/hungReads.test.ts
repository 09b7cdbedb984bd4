import { eventually } from '../eventually';
import { SenderBench, wholeCall } from './support/senderBench';

describe('events that can only be read from a disk that hangs', () => {
	it('hold up no event that is in memory, and are delivered when it answers', async () => {
		const bench = await SenderBench.start();
		const release: Array<() => void> = [];
		try {
			bench.sink.hang = true;
			const first = bench.run();
			for (let call = 0; call < 6; call++) wholeCall(bench.call(first), 1);
			await first.sender.flush(0);
			bench.sink.hang = false;
			const second = bench.run({ eventPosts: 4 });
			const { disk } = second.sender.store ?? {};
			if (!disk) throw new Error('no disk');
			const ask = disk.ask.bind(disk);
			disk.ask = async (task, ...args) => {
				if (task === 'body') await new Promise<void>((resolve) => release.push(resolve));
				return await ask(task, ...args);
			};
			await eventually('all are loaded', () => second.sender.queued === 6 * 2);
			await eventually('as many are read as may be to one host', () => release.length === 2);
			wholeCall(bench.call(second), 5);
			await eventually('what is in memory arrives', () => bench.arrivedCount === 6);
			await eventually('the others wait on', () => second.sender.queued === 6 * 2);
			disk.ask = ask;
			for (const answer of release) answer();
			await eventually('the others arrive', () => bench.arrivedCount === 6 + 6 * 2);
			for (const sequences of bench.arrived().values()) {
				expect(sequences).toEqual(sequences.map((_, index) => index + 1));
			}
		} finally {
			for (const answer of release) answer();
			await bench.close();
		}
	});
});
