import type { MessagePort } from 'node:worker_threads';
import { StoreError } from './recordingStore';
import { S3Client, type S3Account } from './s3Client';
import { uploadFile } from './s3Upload';

export type UploadData = S3Account;

/** What the thread for uploads is told: to put files into the store one after the other, or to stop doing so. */
export type UploadOrder =
	| { upload: number; files: Array<{ path: string; key: string; contentType: string }> }
	| { upload: number; stop: true };

/** Its answer to the first kind: how many files are in the store, and why not all; none when the next is not there. */
export interface UploadAnswer {
	upload: number;
	uploaded: number;
	error?: string;
}

/** The thread for uploads: signing and encrypting many megabytes is nothing to do beside live audio. */
export function runUploadRole(port: MessagePort, account: UploadData): void {
	const client = new S3Client(account);
	const running = new Map<number, AbortController>();
	port.on('message', (order: UploadOrder) => {
		if ('stop' in order) {
			running.get(order.upload)?.abort();
			return;
		}
		const controller = new AbortController();
		running.set(order.upload, controller);
		void obey(client, order.files, controller.signal).then((result) => {
			running.delete(order.upload);
			port.postMessage({ upload: order.upload, ...result } satisfies UploadAnswer);
		});
	});
}

async function obey(
	client: S3Client,
	files: Array<{ path: string; key: string; contentType: string }>,
	signal: AbortSignal,
): Promise<Omit<UploadAnswer, 'upload'>> {
	let uploaded = 0;
	try {
		for (const file of files) {
			await uploadFile(client, { ...file, signal });
			uploaded += 1;
		}
		return { uploaded };
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		if (code === 'ENOENT') return { uploaded };
		return { uploaded, error: error instanceof StoreError ? error.detail : (code ?? 'an error') };
	}
}
