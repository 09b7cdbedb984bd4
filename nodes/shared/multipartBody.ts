import { randomBytes } from 'node:crypto';
import type { RawBody } from './providerRequest';

/** A file in a form. */
export interface FormFile {
	fileName: string;
	mimeType: string;
	bytes: Buffer;
}

/** As browsers write names in a part's header: quotation marks and line breaks would end them. */
const quoted = (name: string) =>
	`"${name.replace(/"/g, '%22').replace(/\r/g, '%0D').replace(/\n/g, '%0A')}"`;

/**
 * A `multipart/form-data` body of texts and files, in bytes, so that it can be sent a second time. Fields that are undefined
 * are left out.
 * @param boundary between the parts; a random one when not given
 */
export function multipartBody(
	fields: Record<string, string | FormFile | undefined>,
	boundary = `form-${randomBytes(16).toString('hex')}`,
): RawBody {
	const parts = Object.entries(fields).flatMap(([name, value]) => {
		if (value === undefined) return [];
		const isText = typeof value === 'string';
		const head = [
			`--${boundary}`,
			`Content-Disposition: form-data; name=${quoted(name)}${isText ? '' : `; filename=${quoted(value.fileName)}`}`,
			...(isText ? [] : [`Content-Type: ${value.mimeType.replace(/[\r\n]/g, '')}`]),
			'',
			'',
		].join('\r\n');
		return [Buffer.from(head), isText ? Buffer.from(value) : value.bytes, Buffer.from('\r\n')];
	});
	return {
		bytes: Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]),
		contentType: `multipart/form-data; boundary=${boundary}`,
	};
}
