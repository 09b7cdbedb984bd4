import type { Reply } from '../../../engine/support/recordingServer';
import type { ContractCase, ExpectedRequest } from '../../operations/contractCase';
import { AUTH_ID, answer, byId } from '../../operations/contractCase';

const ID = 'c2186400-1c8c-11e4-a664-0026b945b522';
const MP3 = `/Recording/${ID}.mp3`;
const SOUND = Buffer.from([0xff, 0xfb, 0x90, 0x64, 0x00, 0x01, 0x02, 0x03]);

const RECORDING = {
	recording_id: ID,
	recording_format: 'mp3',
	recording_duration_ms: '345100.00000',
	add_time: '2014-08-05 16:15:15.852059+05:30',
	call_uuid: 'c2c128e2-1c8c-11e4-9bff-1db8a9db0432',
};

const readIt: ExpectedRequest = { method: 'GET', path: `/Recording/${ID}/` };
const file = (path: string, more: Partial<ExpectedRequest> = {}): ExpectedRequest => ({
	method: 'GET',
	path,
	signedOut: true,
	...more,
});

/** An answer that names the server's own address, which is known once a request has come. */
const withHost =
	(
		status: number,
		headers: (host: string) => Record<string, string>,
		body: (host: string) => string | Buffer = () => '',
	): Reply =>
	(response) => {
		const host = response.req.headers.host ?? '';
		response.writeHead(status, headers(host));
		response.end(body(host));
	};

/** The recording, whose file is where `url` says. */
const recordingAt = (url: (host: string) => string | null, object: object = RECORDING): Reply =>
	withHost(
		200,
		() => ({ 'content-type': 'application/json' }),
		(host) => JSON.stringify({ api_id: 'a1', ...object, recording_url: url(host) }),
	);

/** As on Plivo's media host: below the account. */
const onMediaHost = (host: string) => `http://${host}/v1/Account/${AUTH_ID}${MP3}`;

const sound = (contentType = 'audio/mpeg', bytes = SOUND, status = 200): Reply =>
	withHost(
		status,
		() => (contentType === '' ? ({} as Record<string, string>) : { 'content-type': contentType }),
		() => bytes,
	);

const page = Buffer.from(' <!doctype html><p>Sign in</p>');
const picture = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');

const wantsCredential: Reply = { status: 401, body: {} };

/** The same machine by another name, which is another host. */
const elsewhere = (host: string) => host.replace('127.0.0.1', 'localhost');

const redirectTo = (url: (host: string) => string): Reply =>
	withHost(302, (host) => ({ location: url(host) }));

const mp3 = { fileName: `${ID}.mp3`, mimeType: 'audio/mpeg', bytes: SOUND };
const item = { ...RECORDING, recording_url: expect.stringMatching(/^http:/) as string };

const download = (
	one: Pick<ContractCase, 'size' | 'title' | 'answers' | 'requests'> & Partial<ContractCase>,
): ContractCase => ({
	resource: 'recording',
	operation: 'download',
	source: 'plivo-recordings.md §R3',
	parameters: { recordingId: byId(ID) },
	...one,
});

export const recordingFileCases: ContractCase[] = [
	download({
		size: 'smallest',
		title: 'a file that is open: the credential is not sent',
		answers: [recordingAt(onMediaHost), sound()],
		requests: [readIt, file(MP3)],
		binary: mp3,
	}),
	download({
		size: 'full',
		title:
			'with the fields of the recording; a WAV file by its own word, with blanks around the id',
		parameters: { recordingId: byId(` ${ID} `), simplify: false, binaryPropertyName: 'data' },
		answers: [recordingAt(onMediaHost), sound('audio/x-wav')],
		requests: [readIt, file(MP3)],
		items: [item],
		binary: { fileName: `${ID}.wav`, mimeType: 'audio/wav', bytes: SOUND },
	}),
	download({
		size: 'more',
		title: 'a file of unknown kind is what the recording says it is',
		answers: [
			recordingAt(onMediaHost, { ...RECORDING, recording_format: 'wav' }),
			sound('binary/octet-stream'),
		],
		requests: [readIt, file(MP3)],
		binary: { fileName: `${ID}.wav`, mimeType: 'audio/wav', bytes: SOUND },
	}),
	download({
		size: 'more',
		title: 'T1.12 a host that asks for the credential gets it when it is the one of the API',
		answers: [recordingAt(onMediaHost), wantsCredential, sound()],
		requests: [readIt, file(MP3), file(MP3, { signedOut: false })],
		binary: mp3,
	}),
	download({
		size: 'more',
		title: 'T1.12 the credential does not follow a redirect to another host',
		answers: [
			recordingAt(onMediaHost),
			wantsCredential,
			redirectTo((host) => `http://${elsewhere(host)}/storage/file.mp3?signature=1`),
			sound(),
		],
		requests: [
			readIt,
			file(MP3),
			file(MP3, { signedOut: false }),
			file('/storage/file.mp3', { query: { signature: '1' } }),
		],
		binary: mp3,
	}),
	download({
		size: 'bad',
		title: 'T1.12 another host that asks for the credential does not get it',
		answers: [recordingAt((host) => `http://${elsewhere(host)}/storage/file.mp3`), wantsCredential],
		requests: [readIt, file('/storage/file.mp3')],
		refusal: /The file of the recording did not come: localhost:\d+ did not give the file$/,
		// No advice about a credential that was not sent.
		hint: /^(?!.*Auth Token).*HTTP status 401/,
	}),
	download({
		size: 'bad',
		title: 'T1.12 nor does one that a redirect leads to',
		answers: [
			recordingAt(onMediaHost),
			redirectTo((host) => `http://${elsewhere(host)}/storage/file.mp3`),
			{ status: 403, body: {} },
		],
		requests: [readIt, file(MP3), file('/storage/file.mp3')],
		// Who refused, not who led there.
		refusal: /The file of the recording did not come: localhost:\d+ did not give the file$/,
		hint: /^(?!.*Auth Token).*HTTP status 403/,
	}),
	download({
		size: 'bad',
		title: 'a file that is gone',
		source: 'plivo.md §10 (recording link dead)',
		answers: [recordingAt(onMediaHost), answer(404, {})],
		requests: [readIt, file(MP3)],
		refusal: /The file of the recording did not come: 127\.0\.0\.1:\d+ did not give the file/,
		hint: /after 30 days.*HTTP status 404/,
	}),
	download({
		size: 'bad',
		title: 'a web page is no recording, whatever its status says',
		answers: [recordingAt(onMediaHost), sound('text/html; charset=utf-8')],
		requests: [readIt, file(MP3)],
		refusal: /gave is text\/html; charset=utf-8, not sound/,
	}),
	...(
		[
			['nothing at all', sound('audio/mpeg', Buffer.alloc(0)), /gave is empty/],
			['a web page that is called sound', sound('audio/mpeg', page), /gave is audio\/mpeg, not/],
			['a web page of which nothing is said', sound('', page), /gave is of an unknown kind, not/],
			['a picture', sound('image/svg+xml', picture), /gave is image\/svg\+xml, not sound/],
			[
				'words of which nothing else is said',
				sound('text/plain', Buffer.from('Not yet')),
				/gave is text\/plain, not sound/,
			],
			[
				'a part of the file, which was not asked for',
				sound('audio/mpeg', SOUND, 206),
				/127\.0\.0\.1:\d+ did not give the file/,
			],
		] as Array<[string, Reply, RegExp]>
	).map(([title, reply, refusal]) =>
		download({
			size: 'bad',
			title,
			answers: [recordingAt(onMediaHost), reply],
			requests: [readIt, file(MP3)],
			refusal,
		}),
	),
	download({
		size: 'more',
		title: 'sound that its host calls nothing is known by how it begins',
		answers: [recordingAt(onMediaHost), sound('')],
		requests: [readIt, file(MP3)],
		binary: mp3,
	}),
	download({
		size: 'bad',
		title: 'redirects without end',
		answers: [recordingAt(onMediaHost), ...Array<Reply>(6).fill(redirectTo(onMediaHost))],
		requests: [readIt, ...Array<ExpectedRequest>(6).fill(file(MP3))],
		refusal: /127\.0\.0\.1:\d+ did not give the file/,
		hint: /HTTP status 302/,
	}),
	download({
		size: 'bad',
		title: 'a redirect to something that is no web address',
		answers: [recordingAt(onMediaHost), redirectTo(() => 'file:///etc/passwd')],
		requests: [readIt, file(MP3)],
		refusal: /127\.0\.0\.1:\d+ leads on to something that is no web address/,
	}),
	download({
		size: 'bad',
		title: 'a redirect to an address that cannot be read: told at once, not tried again',
		answers: [recordingAt(onMediaHost), redirectTo(() => 'http://[media/1.mp3')],
		requests: [readIt, file(MP3)],
		refusal: /127\.0\.0\.1:\d+ leads on to something that is no web address/,
	}),
	download({
		size: 'bad',
		title: 'a recording without a file yet',
		answers: [recordingAt(() => null)],
		requests: [readIt],
		refusal: /The recording has no file/,
		hint: /try again later/,
	}),
	download({
		size: 'bad',
		title: 'a recording that is not there',
		source: 'plivo.md §1.2, §10',
		answers: [answer(404, { api_id: 'f1c7', error: 'recording not found' })],
		requests: [readIt],
		refusal: /Plivo did not find it: recording not found/,
		hint: /after 30 days.*f1c7/,
	}),
	download({
		size: 'more',
		title: 'the host failed, and gives it the second time',
		source: 'plivo.md §1.4 (GET is safe to repeat)',
		answers: [recordingAt(onMediaHost), answer(503, {}), sound()],
		requests: [readIt, file(MP3), file(MP3)],
		binary: mp3,
	}),
];
