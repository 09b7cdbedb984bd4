import { multipartBody } from '../../../nodes/shared/multipartBody';

/** What a form parser that is not ours makes of the body. */
async function parsed(fields: Parameters<typeof multipartBody>[0]): Promise<FormData> {
	const { bytes, contentType } = multipartBody(fields);
	return await new Response(new Uint8Array(bytes), {
		headers: { 'content-type': contentType },
	}).formData();
}

test('texts and files come out as they went in, byte for byte', async () => {
	const bytes = Buffer.from([0, 255, 13, 10, 45, 45, 13, 10]);
	const form = await parsed({
		name: 'Grüße, "Anna"\r\nund Bert',
		description: '',
		language: undefined,
		file: { fileName: 'voice.wav', mimeType: 'audio/wav', bytes },
	});
	expect(form.has('language')).toBe(false);
	expect(form.get('name')).toBe('Grüße, "Anna"\r\nund Bert');
	expect(form.get('description')).toBe('');
	const file = form.get('file') as File;
	expect(file.name).toBe('voice.wav');
	expect(file.type).toBe('audio/wav');
	expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
});

test('a file name cannot add parts or headers', async () => {
	const fileName = 'a"; name="other"\r\nX-Evil: 1\r\n\r\n.wav';
	const form = await parsed({
		file: { fileName, mimeType: 'audio/wav\r\nX-Evil: 2', bytes: Buffer.from('x') },
	});
	const names: string[] = [];
	form.forEach((_value, name) => names.push(name));
	expect(names).toEqual(['file']);
	expect(await (form.get('file') as File).text()).toBe('x');
});

test('every body has a boundary of its own', () => {
	expect(multipartBody({}).contentType).not.toBe(multipartBody({}).contentType);
});
