import { Readable } from 'node:stream';
import { soundFault } from '../../../../../nodes/PlivoVoice/resources/recording/sound';

const ogg = Buffer.from('OggS and what follows');

/** A body that comes in pieces, later. */
const later = (...pieces: Buffer[]) =>
	Readable.from(
		(async function* () {
			for (const piece of pieces) {
				await new Promise(setImmediate);
				yield piece;
			}
		})(),
	);

async function whole(body: Readable): Promise<Buffer> {
	const parts: Buffer[] = [];
	for await (const part of body) parts.push(part as Buffer);
	return Buffer.concat(parts);
}

test.each([
	['', ogg],
	['application/octet-stream', Buffer.from([1, 2, 3])],
	['audio/x-wav; rate=8000', Buffer.from([1, 2, 3])],
	['text/plain', Buffer.from('ID3 and what follows')],
	['video/mpeg', Buffer.from([0xff, 0xfb, 0x90])],
])('what is called %p and is sound: whole afterwards', async (contentType, bytes) => {
	const body = later(bytes, ogg);
	expect(await soundFault({ body, contentType })).toBeUndefined();
	expect(await whole(body)).toEqual(Buffer.concat([bytes, ogg]));
});

test.each([
	['audio/mpeg', Buffer.from('{"error":"gone"}'), 'is audio/mpeg, not sound'],
	[
		'application/octet-stream',
		Buffer.from('\uFEFF<html>'),
		'is application/octet-stream, not sound',
	],
	['text/html', ogg, 'is text/html, not sound'],
	['video/mp4', Buffer.from([0, 0, 0, 24]), 'is video/mp4, not sound'],
	['', Buffer.from('not found'), 'is of an unknown kind, not sound'],
])('what is called %p and is none', async (contentType, bytes, fault) => {
	expect(await soundFault({ body: later(bytes), contentType })).toBe(fault);
	expect(await soundFault({ body: bytes, contentType })).toBe(fault);
});

test('nothing, and what breaks off', async () => {
	const contentType = 'audio/mpeg';
	expect(await soundFault({ body: later(), contentType })).toBe('is empty');
	expect(await soundFault({ body: Buffer.alloc(0), contentType })).toBe('is empty');
	const body = new Readable({ read: () => undefined });
	setImmediate(() => body.destroy(new Error('aborted')));
	expect(await soundFault({ body, contentType })).toBe('did not come whole: aborted');
});
