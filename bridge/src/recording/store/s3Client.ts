import { createHash } from 'node:crypto';
import { AwsClient } from 'aws4fetch';
import { StoreError } from './recordingStore';
import { firstText } from './s3Xml';

/** Where an S3-compatible store is, and who is asking. */
export interface S3Account {
	/** Address of the service, without a slash at the end; buckets are the first part of the path. */
	endpoint: string;
	region: string;
	accessKeyId: string;
	secretAccessKey: string;
	bucket: string;
	/** How long one request may take, in milliseconds; for a download: until it begins. */
	timeoutMs: number;
}

export interface S3Request {
	method: 'GET' | 'PUT' | 'POST' | 'DELETE';
	/** Of an object; absent for the bucket. */
	key?: string;
	query?: Record<string, string>;
	headers?: Record<string, string>;
	body?: Uint8Array<ArrayBuffer>;
	signal?: AbortSignal | undefined;
	/** Statuses that are no failure beside 2xx. */
	accept?: readonly number[];
	/** Leaves the body to the caller, with no limit on how long it takes. */
	streamed?: boolean;
}

/** An answer with its body; a streamed one is still to be read. */
export interface S3Answer {
	status: number;
	headers: Headers;
	text: string;
	stream: ReadableStream<Uint8Array> | null;
}

/** Signed requests to an S3-compatible store (AWS Signature Version 4), each tried once. */
export class S3Client {
	private readonly client: AwsClient;

	constructor(private readonly account: S3Account) {
		const { accessKeyId, secretAccessKey, region } = account;
		this.client = new AwsClient({
			accessKeyId,
			secretAccessKey,
			region,
			service: 's3',
			retries: 0,
		});
	}

	/** Throws StoreError when the store cannot be reached, takes too long, or answers with an unexpected status. */
	async request(request: S3Request): Promise<S3Answer> {
		const limit = new AbortController();
		const timer = setTimeout(() => limit.abort(), this.account.timeoutMs);
		const signal = AbortSignal.any([limit.signal, ...(request.signal ? [request.signal] : [])]);
		try {
			const response = await this.fetch(request, signal);
			const { status, headers, body } = response;
			const good = response.ok || request.accept?.includes(status);
			if (good && request.streamed) return { status, headers, text: '', stream: body };
			const text = await response.text();
			if (!good) throw new StoreError(`${status} ${firstText(text, 'Code') ?? ''}`.trim());
			return { status, headers, text, stream: null };
		} catch (error) {
			if (error instanceof StoreError) throw error;
			throw new StoreError(limit.signal.aborted ? 'nothing in time' : networkCode(error));
		} finally {
			clearTimeout(timer);
		}
	}

	private async fetch(request: S3Request, signal: AbortSignal): Promise<Response> {
		const { method, key, query, headers, body } = request;
		const { endpoint, bucket } = this.account;
		const path = [bucket, ...(key === undefined ? [] : key.split('/'))].map(encodeURIComponent);
		const search = Object.entries(query ?? {})
			.map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
			.join('&');
		return await this.client.fetch(`${endpoint}/${path.join('/')}?${search}`, {
			method,
			headers: {
				...headers,
				'x-amz-content-sha256': createHash('sha256')
					.update(body ?? '')
					.digest('hex'),
			},
			body: body ?? null,
			// An answer that sends us elsewhere means the wrong region or address; recordings do not follow it.
			redirect: 'manual',
			signal,
		});
	}
}

function networkCode(error: unknown): string {
	const { code, cause, name } = error as { code?: unknown; cause?: unknown; name?: string };
	if (typeof code === 'string') return code;
	return typeof cause === 'object' && cause !== null ? networkCode(cause) : (name ?? 'an error');
}
