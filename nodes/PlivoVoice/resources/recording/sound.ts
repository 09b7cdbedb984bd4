import type { DownloadedFile } from '../../../shared/downloadFile';

/** What a host says of sound, or of bytes whose kind it does not know. */
const SAID = /^(?:audio\/[\w.+-]+|(?:application|binary)\/octet-stream)\s*(?:;|$)/i;

/** What a host says of web pages, pictures and errors in words. */
const SAID_OTHERWISE =
	/^(?:image\/|text\/(?!plain)|application\/(?:[\w.+-]+\+)?(?:json|xml|xhtml))/i;

/** How files of sound begin: WAV, MP3 with a tag in front, Ogg; an MP3 frame begins with eleven bits that are set. */
const beginsAsSound = (bytes: Buffer) =>
	/^(?:RIFF|ID3|OggS)/.test(bytes.toString('latin1', 0, 4)) ||
	(bytes[0] === 0xff && ((bytes[1] ?? 0) & 0xe0) === 0xe0);

/** How web pages, SVG and JSON begin, whatever they are called. */
const beginsAsText = (bytes: Buffer) => /^\uFEFF?\s*[<{]/.test(bytes.toString('utf8', 0, 512));

type Stream = Exclude<DownloadedFile['body'], Buffer>;

const EVENTS = ['readable', 'end', 'close', 'error'];

/** Resolves when there is more to read, or there will never be. */
async function more(stream: Stream): Promise<void> {
	await new Promise<void>((resolve) => {
		const done = () => {
			for (const event of EVENTS) stream.off(event, done);
			resolve();
		};
		for (const event of EVENTS) stream.on(event, done);
	});
}

/** The first bytes of a file, which stay in it; none when it is empty. */
async function firstBytes({ body }: DownloadedFile): Promise<Buffer> {
	if (!('unshift' in body)) return body;
	for (;;) {
		const part: unknown = body.read();
		if (Buffer.isBuffer(part) && part.length > 0) {
			body.unshift(part);
			return part;
		}
		if (body.readableEnded || body.destroyed) return Buffer.alloc(0);
		await more(body);
	}
}

/**
 * What is wrong with a file that should be sound, in words that follow "it"; undefined when nothing is. Its body can be read
 * afterwards as before.
 */
export async function soundFault(file: DownloadedFile): Promise<string | undefined> {
	const bytes = await firstBytes(file);
	const broken = 'errored' in file.body ? file.body.errored : null;
	if (broken) return `did not come whole: ${broken.message}`;
	if (bytes.length === 0) return 'is empty';
	const isCalledSound = SAID.test(file.contentType) && !beginsAsText(bytes);
	const isSound = beginsAsSound(bytes) && !SAID_OTHERWISE.test(file.contentType);
	if (isCalledSound || isSound) return undefined;
	return `is ${file.contentType === '' ? 'of an unknown kind' : file.contentType}, not sound`;
}
