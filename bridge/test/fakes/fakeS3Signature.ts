import { createHash, createHmac } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may use the fake S3. */
export interface FakeS3Keys {
	accessKeyId: string;
	secretAccessKey: string;
	region: string;
}

const sha256 = (data: string | Buffer) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Buffer, data: string) =>
	createHmac('sha256', key).update(data).digest();
const encoded = (text: string) =>
	encodeURIComponent(text).replace(
		/[!'()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
	);

/**
 * Checks a request by AWS Signature Version 4, as Amazon documents it: the canonical request of what really arrived, the string to
 * sign, the derived key.
 * @returns an error code of S3's, or undefined when the request is genuine
 */
export function signatureFault(
	request: IncomingMessage,
	body: Buffer,
	{ accessKeyId, secretAccessKey, region }: FakeS3Keys,
): string | undefined {
	const match =
		/^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
			request.headers.authorization ?? '',
		);
	const [, key, date = '', scopeRegion, signedHeaders = '', signature] = match ?? [];
	if (!match) return 'AccessDenied';
	if (key !== accessKeyId) return 'InvalidAccessKeyId';
	if (scopeRegion !== region) return 'AuthorizationHeaderMalformed';
	const time = String(request.headers['x-amz-date']);
	if (!/^\d{8}T\d{6}Z$/.test(time) || !time.startsWith(date)) return 'AccessDenied';
	const sent = Date.parse(
		time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'),
	);
	if (Math.abs(sent - Date.now()) > 900_000) return 'RequestTimeTooSkewed';
	const names = signedHeaders.split(';');
	for (const required of ['host', 'x-amz-date', 'x-amz-content-sha256']) {
		if (!names.includes(required)) return 'AccessDenied';
	}
	const contentHash = String(request.headers['x-amz-content-sha256']);
	if (contentHash !== sha256(body)) return 'XAmzContentSHA256Mismatch';
	const [path = '', search = ''] = (request.url ?? '').split('?');
	const canonicalPath = path
		.split('/')
		.map((part) => encoded(decodeURIComponent(part)))
		.join('/');
	const canonicalQuery = search
		.split('&')
		.filter((pair) => pair !== '')
		.map((pair) => {
			const [name = '', value = ''] = pair.split('=');
			return `${encoded(decodeURIComponent(name))}=${encoded(decodeURIComponent(value))}`;
		})
		.sort()
		.join('&');
	const canonicalHeaders = names
		.map(
			(name) =>
				`${name}:${String(request.headers[name] ?? '')
					.trim()
					.replace(/ +/g, ' ')}\n`,
		)
		.join('');
	const canonical = [
		request.method,
		canonicalPath,
		canonicalQuery,
		canonicalHeaders,
		signedHeaders,
		contentHash,
	].join('\n');
	const scope = `${date}/${region}/s3/aws4_request`;
	const toSign = ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n');
	const signingKey = [date, region, 's3', 'aws4_request'].reduce<string | Buffer>(
		(secret, part) => hmac(secret, part),
		`AWS4${secretAccessKey}`,
	);
	const expected = hmac(signingKey, toSign).toString('hex');
	return signature === expected ? undefined : 'SignatureDoesNotMatch';
}
