import { startThread, type Thread } from '../../thread/thread';
import type { DiskAnswer, DiskOrder, DiskTask } from './diskRole';
import type { DiskData, EventDisk } from './eventDisk';

/** A disk that has answered nothing for so long (ms) stalls: what was to be written first is not waited for any more. */
const PATIENCE_MS = 2_000;

interface Asked {
	resolve: (result: unknown) => void;
	reject: (error: unknown) => void;
}

export interface DiskListener {
	/** The disk does not answer. */
	onStall: () => void;
	/** What was written could not be flushed. */
	onError: (error: unknown) => void;
}

/** The line to the thread that has the event files. Orders are obeyed in the order in which they are given. */
export class DiskLine {
	/** True from when the disk does not answer until it does. */
	stalled = false;
	private readonly thread: Thread;
	private readonly asked = new Map<number, Asked>();
	private readonly patience: NodeJS.Timeout;
	private orders = 0;
	private gone = false;

	constructor(
		data: DiskData,
		private readonly listener: DiskListener,
	) {
		this.thread = startThread('events', data, {
			onMessage: (message) => this.hear(message as DiskAnswer),
			onLost: (error) => this.lose(error),
		});
		this.patience = setTimeout(() => this.lookForStall(), PATIENCE_MS);
		this.patience.unref();
	}

	/** Gives an order. Rejects with an error that has the system's code when it fails. */
	async ask<Task extends DiskTask>(
		task: Task,
		...args: Parameters<EventDisk[Task]>
	): Promise<ReturnType<EventDisk[Task]>> {
		if (this.gone) throw failure('ERR_THREAD_LOST');
		const id = ++this.orders;
		if (this.asked.size === 0) this.patience.refresh();
		const answer = new Promise<unknown>((resolve, reject) => {
			this.asked.set(id, { resolve, reject });
		});
		this.thread.post({ id, task, args } satisfies DiskOrder);
		return (await answer) as ReturnType<EventDisk[Task]>;
	}

	/** Ends the thread; what it has not done yet is not done. */
	stop(): void {
		this.gone = true;
		clearTimeout(this.patience);
		this.thread.stop();
		this.rejectAll();
	}

	private hear({ id, result, error }: DiskAnswer): void {
		if (id === undefined) {
			this.listener.onError(failure(error ?? 'unknown'));
			return;
		}
		this.stalled = false;
		const asked = this.asked.get(id);
		this.asked.delete(id);
		if (this.asked.size > 0) this.patience.refresh();
		if (error === undefined) asked?.resolve(result);
		else asked?.reject(failure(error));
	}

	private lookForStall(): void {
		if (this.asked.size === 0 || this.gone) return;
		this.stalled = true;
		this.listener.onStall();
	}

	/** That is a bug or a lack of memory: whoever looks after the process has to start it anew. */
	private lose(error: unknown): void {
		this.gone = true;
		this.rejectAll();
		setImmediate(() => {
			throw error instanceof Error ? error : failure('ERR_THREAD_LOST');
		});
	}

	private rejectAll(): void {
		const asked = [...this.asked.values()];
		this.asked.clear();
		for (const { reject } of asked) reject(failure('ERR_THREAD_LOST'));
	}
}

function failure(code: string): Error {
	return Object.assign(new Error(`The thread for event files says ${code}.`), { code });
}
