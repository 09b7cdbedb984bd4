import { refusal } from './apiErrors';
import type { JsonObject } from './jsonValue';

/** A file that came in a form. */
export class UploadedFile {
	constructor(
		readonly fileName: string,
		readonly contentType: string,
		readonly bytes: Buffer,
	) {}

	/** What requests and logs show of it: never the bytes. */
	toJSON(): JsonObject {
		return {
			fileName: this.fileName,
			contentType: this.contentType,
			sizeBytes: this.bytes.length,
		};
	}
}

/** A `multipart/form-data` body; of a field given more than once the last value counts. */
export class MultipartBody {
	constructor(readonly fields: Readonly<Record<string, string | UploadedFile>>) {}

	/** The fields as the vendor's document describes them, where a file is a string. */
	get text(): JsonObject {
		return Object.fromEntries(
			Object.entries(this.fields).map(([name, value]) => [
				name,
				typeof value === 'string' ? value : value.fileName,
			]),
		);
	}

	/** Those of the fields that `accepted` names, with the files themselves. */
	withFiles(accepted: JsonObject): JsonObject {
		return Object.fromEntries(Object.keys(accepted).map((name) => [name, this.fields[name]]));
	}

	toJSON(): JsonObject {
		return { ...this.fields };
	}
}

/**
 * Reads a form with files.
 *
 * @param contentType the header, with the boundary
 * @throws ApiError 400 when the bytes are no such form
 */
export async function readMultipart(bytes: Buffer, contentType: string): Promise<MultipartBody> {
	let form: FormData;
	try {
		form = await new Response(new Uint8Array(bytes), {
			headers: { 'content-type': contentType },
		}).formData();
	} catch {
		throw refusal(400, 'Multipart form parse error.');
	}
	const entries: [string, string | File][] = [];
	form.forEach((value, name) => entries.push([name, value]));
	const fields: Record<string, string | UploadedFile> = {};
	for (const [name, value] of entries) {
		fields[name] =
			typeof value === 'string'
				? value
				: new UploadedFile(value.name, value.type, Buffer.from(await value.arrayBuffer()));
	}
	return new MultipartBody(fields);
}
