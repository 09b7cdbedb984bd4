import { mayTakeCredential } from '../../../../../nodes/PlivoVoice/resources/recording/mediaHost';

const VENDOR = 'https://api.plivo.com';

describe('T1.12 where the credential may go for the file of a recording', () => {
	test.each([
		['https://media.plivo.com/v1/Account/MA/Recording/1.mp3', VENDOR],
		['https://aps1.media.plivo.com/v1/Account/MA/Recording/1.mp3', VENDOR],
		['https://API.PLIVO.COM/1.mp3', VENDOR],
		['https://media.plivo.com:443/1.mp3', 'https://gateway.example.com'],
		['http://127.0.0.1:4001/1.wav', 'http://127.0.0.1:4001'],
		['https://gateway.example.com:8443/1.wav', 'https://gateway.example.com:8443/plivo'],
	])('to %s, with %s in the credential', (url, baseUrl) => {
		expect(mayTakeCredential(url, baseUrl)).toBe(true);
	});

	test.each([
		['http://media.plivo.com/1.mp3', VENDOR],
		['http://api.plivo.com/1.mp3', VENDOR],
		['https://plivo.com.example.com/1.mp3', VENDOR],
		['https://evilplivo.com/1.mp3', VENDOR],
		['https://media.plivo.com@example.com/1.mp3', VENDOR],
		['https://example.com/?media.plivo.com', VENDOR],
		['https://s3.amazonaws.com/recordings_2013/1.mp3', VENDOR],
		['http://gateway.example.com/1.wav', 'https://gateway.example.com'],
		['https://media.plivo.com:8443/1.mp3', VENDOR],
		['https://gateway.example.com/1.wav', 'http://gateway.example.com'],
		['https://gateway.example.com:8443/1.wav', 'https://gateway.example.com'],
		['http://127.0.0.1:4002/1.wav', 'http://127.0.0.1:4001'],
		['http://localhost:4001/1.wav', 'http://127.0.0.1:4001'],
	])('not to %s, with %s in the credential', (url, baseUrl) => {
		expect(mayTakeCredential(url, baseUrl)).toBe(false);
	});
});
