import { startThread, type Thread } from '../../thread/thread';
import { StoreError } from './recordingStore';
import type { S3Account } from './s3Client';
import type { UploadAnswer, UploadOrder } from './uploadRole';

/** A file and what it is to become in the store. */
export interface FileToUpload {
	path: string;
	key: string;
	contentType: string;
}

/** Puts files into an S3-compatible store from a thread of its own, which starts with the first of them, and anew when it was lost. */
export class Uploader {
	private thread: Thread | undefined;
	private count = 0;
	private readonly waiting = new Map<number, (answer: UploadAnswer) => void>();

	constructor(private readonly account: S3Account) {}

	/**
	 * Uploads files one after the other.
	 * @returns how many: not all when the next one is not there
	 * @throws StoreError when it failed or was stopped
	 */
	async upload(files: FileToUpload[], signal: AbortSignal): Promise<number> {
		const upload = ++this.count;
		const thread = this.running();
		const stop = () => thread.post({ upload, stop: true } satisfies UploadOrder);
		const answer = await new Promise<UploadAnswer>((resolve) => {
			this.waiting.set(upload, resolve);
			signal.addEventListener('abort', stop, { once: true });
			thread.post({ upload, files } satisfies UploadOrder);
			if (signal.aborted) stop();
		});
		signal.removeEventListener('abort', stop);
		if (answer.error !== undefined) throw new StoreError(answer.error);
		return answer.uploaded;
	}

	/** Ends the thread; what is under way fails. */
	close(): void {
		this.thread?.stop();
		this.lost('the bridge stopping');
	}

	private running(): Thread {
		this.thread ??= startThread('upload', this.account, {
			onMessage: (message) => {
				const answer = message as UploadAnswer;
				this.waiting.get(answer.upload)?.(answer);
				this.waiting.delete(answer.upload);
			},
			onLost: () => this.lost('the loss of its thread'),
		});
		return this.thread;
	}

	private lost(detail: string): void {
		this.thread = undefined;
		for (const [upload, answer] of this.waiting) answer({ upload, uploaded: 0, error: detail });
		this.waiting.clear();
	}
}
