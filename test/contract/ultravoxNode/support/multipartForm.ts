/** A file in a form, as it has to come over the wire. */
export interface ExpectedFile {
	fileName: string;
	mimeType: string;
	bytes: Buffer;
}

type Fields = Record<string, string | ExpectedFile>;

/** The fields of a `multipart/form-data` body; of a text its text. Read by hand, since Jest compares at once. */
function fieldsOf(body: Buffer): Fields {
	const text = body.toString('latin1');
	const boundary = text.slice(0, text.indexOf('\r\n'));
	const parts = text.split(boundary).slice(1, -1);
	return Object.fromEntries(
		parts.map((part) => {
			const end = part.indexOf('\r\n\r\n');
			const head = part.slice(0, end);
			const bytes = Buffer.from(part.slice(end + 4, -2), 'latin1');
			const named = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(head)?.[1];
			const fileName = named('filename');
			const mimeType = /^content-type: (.*)$/im.exec(head)?.[1] ?? '';
			return [
				named('name'),
				fileName === undefined ? bytes.toString('utf8') : { fileName, mimeType, bytes },
			];
		}),
	) as Fields;
}

/** Stands in an expected request for a form with exactly these fields. */
export const multipartForm = (fields: Fields) => ({
	asymmetricMatch: (body: unknown): boolean => {
		if (!Buffer.isBuffer(body)) return false;
		expect(fieldsOf(body)).toEqual(fields);
		return true;
	},
	toAsymmetricMatcher: () => `a form with ${Object.keys(fields).join(', ')}`,
});
