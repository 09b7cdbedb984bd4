import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signatureFault, type FakeS3Keys } from './fakeS3Signature';

export interface FakeS3Object {
	body: Buffer;
	contentType: string | undefined;
}

interface FakeUpload {
	key: string;
	contentType: string | undefined;
	parts: Map<number, { body: Buffer; etag: string }>;
}

/** What a request is answered with instead: a status, a broken connection, nothing at all; or 200 and then an error. */
export type FakeS3Fault = 500 | 503 | 307 | 'broken' | 'hang' | 'late-error';

/** S3 allows no smaller part than this but for the last. */
const SMALLEST_PART = 5 * 1_048_576;

/** A small S3: one bucket, path-style, objects in memory, every signature checked. */
export class FakeS3 {
	readonly objects = new Map<string, FakeS3Object>();
	readonly uploads = new Map<string, FakeUpload>();
	/** `PUT <key>` and so on, in order. */
	readonly requests: string[] = [];
	/** Codes of the requests that were refused for their signature. */
	readonly signatureFaults: string[] = [];
	/** For the next requests that match, each once. */
	readonly faults: Array<{ when: RegExp; fault: FakeS3Fault }> = [];
	/** Matching requests wait until this is taken away. */
	held: RegExp | undefined;
	/** Keys in one page of a listing. */
	pageSize = 1_000;
	mostBodyBytes = 0;
	readonly keys: FakeS3Keys = {
		accessKeyId: 'AKIAFAKE',
		secretAccessKey: 'a secret/of+the fake',
		region: 'eu-fake-1',
	};
	private readonly waiting: Array<() => void> = [];

	private constructor(
		private readonly server: Server,
		readonly bucket: string,
	) {}

	static async start(bucket = 'calls'): Promise<FakeS3> {
		const server = createServer();
		const s3 = new FakeS3(server, bucket);
		server.on('request', (request, response) => s3.take(request, response));
		await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
		return s3;
	}

	get endpoint(): string {
		return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
	}

	/** What was held goes on. */
	release(): void {
		this.held = undefined;
		for (const go of this.waiting.splice(0)) go();
	}

	async close(): Promise<void> {
		this.release();
		await new Promise((resolve) => {
			this.server.close(resolve);
			this.server.closeAllConnections();
		});
	}

	private take(request: IncomingMessage, response: ServerResponse): void {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			const body = Buffer.concat(chunks);
			this.mostBodyBytes = Math.max(this.mostBodyBytes, body.length);
			const url = new URL(request.url ?? '', this.endpoint);
			const path = decodeURIComponent(url.pathname);
			const line = `${request.method} ${path.slice(`/${this.bucket}`.length)}${url.search}`;
			this.requests.push(line);
			const go = () => this.answer(request, response, { body, url, path, line });
			if (this.held?.test(line)) this.waiting.push(go);
			else go();
		});
	}

	private answer(
		request: IncomingMessage,
		response: ServerResponse,
		{ body, url, path, line }: { body: Buffer; url: URL; path: string; line: string },
	): void {
		const code = signatureFault(request, body, this.keys);
		if (code) {
			this.signatureFaults.push(code);
			return fail(response, 403, code);
		}
		const place = this.faults.findIndex(({ when }) => when.test(line));
		const fault = place === -1 ? undefined : this.faults.splice(place, 1)[0]?.fault;
		if (fault === 'broken') return void request.socket.destroy();
		if (fault === 'hang') return;
		if (fault === 307)
			return void response.writeHead(307, { location: `/${this.bucket}/elsewhere` }).end();
		if (fault === 'late-error') {
			response.writeHead(200);
			return void response.end('<Error><Code>InternalError</Code></Error>');
		}
		if (fault !== undefined) return fail(response, fault, 'InternalError');
		const [, bucket, ...parts] = path.split('/');
		if (bucket !== this.bucket) return fail(response, 404, 'NoSuchBucket');
		const key = parts.join('/');
		if (key === '') this.answerBucket(url.searchParams, response);
		else this.answerObject(request, response, { key, body, query: url.searchParams });
	}

	private answerBucket(query: URLSearchParams, response: ServerResponse): void {
		const prefix = query.get('prefix') ?? '';
		if (query.has('uploads')) {
			const found = [...this.uploads].filter(([, { key }]) => key.startsWith(prefix));
			const entries = found.map(
				([id, { key }]) => `<Upload><Key>${key}</Key><UploadId>${id}</UploadId></Upload>`,
			);
			return xml(
				response,
				`<ListMultipartUploadsResult>${entries.join('')}</ListMultipartUploadsResult>`,
			);
		}
		const delimiter = query.get('delimiter');
		const after = query.get('continuation-token') ?? '';
		const entries = new Set<string>();
		for (const key of [...this.objects.keys()].filter((one) => one.startsWith(prefix)).sort()) {
			const end = delimiter ? key.indexOf(delimiter, prefix.length) : -1;
			entries.add(end === -1 ? `K${key}` : `P${key.slice(0, end + 1)}`);
		}
		const left = [...entries].filter((entry) => entry > after);
		const page = left.slice(0, this.pageSize);
		const body = page.map((entry) => {
			const name = entry.slice(1).replaceAll('&', '&amp;');
			return entry.startsWith('K')
				? `<Contents><Key>${name}</Key></Contents>`
				: `<CommonPrefixes><Prefix>${name}</Prefix></CommonPrefixes>`;
		});
		const more = left.length > page.length;
		const token = more ? `<NextContinuationToken>${page.at(-1)}</NextContinuationToken>` : '';
		xml(
			response,
			`<ListBucketResult><Prefix>${prefix.replaceAll('&', '&amp;')}</Prefix>` +
				`<IsTruncated>${more}</IsTruncated>${token}${body.join('')}</ListBucketResult>`,
		);
	}

	private answerObject(
		request: IncomingMessage,
		response: ServerResponse,
		{ key, body, query }: { key: string; body: Buffer; query: URLSearchParams },
	): void {
		const contentType = request.headers['content-type'];
		const uploadId = query.get('uploadId') ?? '';
		const upload = this.uploads.get(uploadId);
		const etag = `"${createHash('md5').update(body).digest('hex')}"`;
		switch (`${request.method}${query.has('uploads') ? ' uploads' : ''}${uploadId && ' upload'}`) {
			case 'PUT':
				this.objects.set(key, { body, contentType });
				return void response.writeHead(200, { etag }).end();
			case 'POST uploads': {
				const id = `${randomUUID()}+/=`;
				this.uploads.set(id, { key, contentType, parts: new Map() });
				return xml(
					response,
					`<InitiateMultipartUploadResult><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`,
				);
			}
			case 'PUT upload':
				if (!upload) return fail(response, 404, 'NoSuchUpload');
				upload.parts.set(Number(query.get('partNumber')), { body, etag });
				return void response.writeHead(200, { etag }).end();
			case 'POST upload':
				return this.complete(response, uploadId, body.toString());
			case 'DELETE upload':
				this.uploads.delete(uploadId);
				return void response.writeHead(204).end();
			case 'DELETE':
				this.objects.delete(key);
				return void response.writeHead(204).end();
			default:
				this.send(request, response, key);
		}
	}

	private complete(response: ServerResponse, id: string, body: string): void {
		const upload = this.uploads.get(id);
		if (!upload) return fail(response, 404, 'NoSuchUpload');
		const named = [
			...body.matchAll(/<Part><PartNumber>(\d+)<\/PartNumber><ETag>([^<]*)<\/ETag><\/Part>/g),
		];
		const parts = named.map(([, number]) => upload.parts.get(Number(number)));
		for (const [index, [, number, etag]] of named.entries()) {
			const part = parts[index];
			if (!part || Number(number) !== index + 1 || part.etag !== etag?.replaceAll('&quot;', '"')) {
				return fail(response, 400, 'InvalidPart');
			}
			if (index < named.length - 1 && part.body.length < SMALLEST_PART) {
				return fail(response, 400, 'EntityTooSmall');
			}
		}
		const whole = Buffer.concat(parts.map((part) => part?.body ?? Buffer.alloc(0)));
		this.objects.set(upload.key, { body: whole, contentType: upload.contentType });
		this.uploads.delete(id);
		xml(
			response,
			'<CompleteMultipartUploadResult><ETag>"x-1"</ETag></CompleteMultipartUploadResult>',
		);
	}

	private send(request: IncomingMessage, response: ServerResponse, key: string): void {
		const object = this.objects.get(key);
		if (!object) return fail(response, 404, 'NoSuchKey');
		const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
		const [first, last] = range
			? [Number(range[1]), Number(range[2])]
			: [0, object.body.length - 1];
		const body = object.body.subarray(first, last + 1);
		response.writeHead(range ? 206 : 200, { 'content-length': body.length });
		response.end(body);
	}
}

function xml(response: ServerResponse, body: string): void {
	response.writeHead(200, { 'content-type': 'application/xml' });
	response.end(`<?xml version="1.0" encoding="UTF-8"?>\n${body}`);
}

function fail(response: ServerResponse, status: number, code: string): void {
	response.writeHead(status, { 'content-type': 'application/xml' });
	response.end(`<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code></Error>`);
}
