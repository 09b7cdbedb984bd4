import { AskedDisk } from '../../src/recording/file/askedDisk';
import { StoreError } from '../../src/recording/store/recordingStore';

/** Work that does not end until it is released. */
class Hung {
	begun = 0;
	private readonly release: Array<() => void> = [];

	readonly work = async (): Promise<string> => {
		this.begun += 1;
		await new Promise<void>((resolve) => this.release.push(resolve));
		return 'late';
	};

	end(): void {
		for (const release of this.release.splice(0)) release();
	}
}

describe('a disk of recordings that hangs', () => {
	const hung = new Hung();
	let disk: AskedDisk;

	beforeEach(() => {
		jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'queueMicrotask'] });
		hung.begun = 0;
		disk = new AskedDisk('a test');
	});
	afterEach(() => {
		hung.end();
		jest.useRealTimers();
	});

	const settled = async (asked: Promise<unknown>) => await asked.catch((error: unknown) => error);

	it('is asked twice at the same time, and whoever waits is told after five seconds', async () => {
		const asked = Array.from({ length: 20 }, async () => await settled(disk.ask(hung.work)));
		await jest.advanceTimersByTimeAsync(4_999);
		const first = Promise.race([...asked, Promise.resolve('nobody is told yet')]);
		expect(await first).toBe('nobody is told yet');
		await jest.advanceTimersByTimeAsync(1);
		for (const answer of await Promise.all(asked)) expect(answer).toBeInstanceOf(StoreError);
		expect(hung.begun).toBe(2);
		hung.end();
		await jest.advanceTimersByTimeAsync(0);
		expect(hung.begun).toBe(2);
	});

	it('is not asked any more until it answers', async () => {
		const first = settled(disk.ask(hung.work));
		await jest.advanceTimersByTimeAsync(5_001);
		await first;
		const work = jest.fn(async () => await Promise.resolve('read'));
		await expect(disk.ask(work)).rejects.toThrow('nothing: the disk of a test does not answer');
		expect(work).not.toHaveBeenCalled();
		hung.end();
		await jest.advanceTimersByTimeAsync(0);
		expect(await disk.ask(work)).toBe('read');
	});

	it('keeps so many waiting, and refuses the others at once', async () => {
		const asked = Array.from({ length: 2 + 256 }, async () => await settled(disk.ask(hung.work)));
		expect(await settled(disk.ask(hung.work))).toBeInstanceOf(StoreError);
		await jest.advanceTimersByTimeAsync(5_000);
		await Promise.all(asked);
	});

	it('gives what comes too late to whoever has to put it away', async () => {
		const late: string[] = [];
		const asked = settled(
			disk.ask(hung.work, async (result) => {
				late.push(result);
				await Promise.reject(new Error('It cannot be put away.'));
			}),
		);
		await jest.advanceTimersByTimeAsync(5_000);
		await asked;
		hung.end();
		await jest.advanceTimersByTimeAsync(0);
		expect(late).toEqual(['late']);
	});
});
