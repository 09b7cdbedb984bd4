import { open, type FileHandle } from 'node:fs/promises';
import { StoreError } from './recordingStore';
import type { S3Client } from './s3Client';
import { allTexts, firstText } from './s3Xml';

/** Files up to this size go in one request, larger ones in parts of it. S3 takes parts from 5 MiB on, 10000 of them. */
const PART_BYTES = 8 * 1_048_576;

export interface Upload {
	path: string;
	key: string;
	contentType: string;
	signal: AbortSignal;
}

/** Puts a file into the store; in memory is never more than one part. Throws StoreError, or the system's error. */
export async function uploadFile(client: S3Client, upload: Upload): Promise<void> {
	const file = await open(upload.path);
	try {
		const { size } = await file.stat();
		if (size <= PART_BYTES) await putWhole(client, upload, await partOf(file, 0, size));
		else await putParts(client, upload, { file, size });
	} finally {
		await file.close();
	}
}

async function putWhole(
	client: S3Client,
	{ key, contentType, signal }: Upload,
	body: Uint8Array<ArrayBuffer>,
): Promise<void> {
	await client.request({
		method: 'PUT',
		key,
		headers: { 'content-type': contentType },
		body,
		signal,
	});
}

async function putParts(
	client: S3Client,
	upload: Upload,
	{ file, size }: { file: FileHandle; size: number },
): Promise<void> {
	const { key, contentType, signal } = upload;
	await abortEarlierUploads(client, upload);
	const begun = await client.request({
		method: 'POST',
		key,
		query: { uploads: '' },
		headers: { 'content-type': contentType },
		signal,
	});
	const uploadId = firstText(begun.text, 'UploadId');
	if (uploadId === undefined) throw new StoreError('no UploadId');
	const tags: string[] = [];
	for (let at = 0; at < size; at += PART_BYTES) {
		const partNumber = String(tags.length + 1);
		const body = await partOf(file, at, Math.min(PART_BYTES, size - at));
		const { headers } = await client.request({
			method: 'PUT',
			key,
			query: { partNumber, uploadId },
			body,
			signal,
		});
		const tag = headers.get('etag');
		if (tag === null) throw new StoreError('no ETag');
		tags.push(tag);
	}
	const { text } = await client.request({
		method: 'POST',
		key,
		query: { uploadId },
		body: new Uint8Array(Buffer.from(completion(tags))),
		signal,
	});
	// This request alone can fail with 200: the head is sent before the parts are put together.
	if (!text.includes('CompleteMultipartUploadResult')) {
		throw new StoreError(`200 ${firstText(text, 'Code') ?? 'without a result'}`);
	}
}

/** Parts of an attempt that was broken off cost storage until somebody aborts them. A store that does not let us look is no reason to fail. */
async function abortEarlierUploads(client: S3Client, { key, signal }: Upload): Promise<void> {
	try {
		const { text } = await client.request({
			method: 'GET',
			query: { prefix: key, uploads: '' },
			signal,
		});
		for (const uploadId of allTexts(text, 'UploadId')) {
			await client.request({ method: 'DELETE', key, query: { uploadId }, signal });
		}
	} catch (error) {
		if (!(error instanceof StoreError)) throw error;
	}
}

function completion(tags: readonly string[]): string {
	const parts = tags.map(
		(tag, index) =>
			`<Part><PartNumber>${index + 1}</PartNumber><ETag>${tag.replaceAll('"', '&quot;')}</ETag></Part>`,
	);
	return `<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`;
}

async function partOf(
	file: FileHandle,
	at: number,
	length: number,
): Promise<Uint8Array<ArrayBuffer>> {
	const part = new Uint8Array(length);
	for (let done = 0; done < length;) {
		const { bytesRead } = await file.read(part, done, length - done, at + done);
		if (bytesRead === 0) throw new StoreError('a file that shrank');
		done += bytesRead;
	}
	return part;
}
