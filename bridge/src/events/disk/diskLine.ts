import { startThread, type Thread } from '../../thread/thread';
import { FolderLock } from '../folderLock';
import type { DiskAnswer, DiskOrder, DiskTask } from './diskRole';
import type { DiskData, EventDisk } from './eventDisk';
import { WaitingOrders } from './waitingOrders';

/** A disk that has answered nothing for so long (ms) stalls: what was to be written first is not waited for any more. */
const PATIENCE_MS = 2_000;
/** So many orders the thread has at a time: more of them could not be taken back. */
const MOST_GIVEN = 64;

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

/**
 * The line to the thread that has the event files. Orders are obeyed in the order in which they are given, but for those that have become
 * needless before.
 */
export class DiskLine {
	/** True from when the disk does not answer until it does. */
	stalled = false;
	/** Where the folder of this process is, as soon as there is one. */
	own: string | undefined;
	/** Its lock, once the thread is lost that had it. */
	private lock: FolderLock | undefined;
	private readonly thread: Thread;
	/** All orders without an answer. */
	private readonly asked = new Map<number, Asked>();
	private readonly waiting = new WaitingOrders();
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
		for (const needless of this.waiting.add({ id, task, args }))
			this.answered(needless.id)?.resolve(undefined);
		this.give();
		return (await answer) as ReturnType<EventDisk[Task]>;
	}

	/** Ends the thread; what it has not done yet is not done. */
	stop(): void {
		this.gone = true;
		clearTimeout(this.patience);
		this.thread.stop();
		this.lock?.release();
		this.rejectAll();
	}

	private hear({ id, result, error }: DiskAnswer): void {
		if (id === undefined) {
			this.listener.onError(failure(error ?? 'unknown'));
			return;
		}
		this.stalled = false;
		const asked = this.answered(id);
		this.give();
		if (this.asked.size > 0) this.patience.refresh();
		if (error === undefined) asked?.resolve(result);
		else asked?.reject(failure(error));
	}

	private answered(id: number): Asked | undefined {
		const asked = this.asked.get(id);
		this.asked.delete(id);
		return asked;
	}

	/** Gives the thread what it may have. */
	private give(): void {
		while (this.waiting.size > 0 && this.asked.size - this.waiting.size < MOST_GIVEN) {
			this.thread.post(this.waiting.next() as DiskOrder);
		}
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
		this.keepOwn();
		setImmediate(() => {
			throw error instanceof Error ? error : failure('ERR_THREAD_LOST');
		});
	}

	/** Whoever else gets the lock of the folder would tell that the calls are over which go on here. */
	private keepOwn(): void {
		try {
			if (this.own !== undefined) this.lock = FolderLock.take(this.own);
		} catch {
			// The folder is gone, and with it what could be told.
		}
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
