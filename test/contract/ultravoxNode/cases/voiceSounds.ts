import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { multipartForm } from '../support/multipartForm';
import { bytesReply, redirectReply } from '../support/rawReplies';
import { ANNA, anna, ONE_VOICE, VOICES } from '../support/voiceFixtures';

const voice = byId(ANNA);
const WAV = Buffer.from('RIFF\x10\x00\x00\x00WAVEfmt \xff\xfe', 'latin1');
const MP3 = Buffer.from([0xff, 0xfb, 0x90, 0x64, 0x00, 0x0d, 0x0a, 0x2d, 0x2d]);
const TAGGED = Buffer.from('ID3\x04\x00', 'latin1');
const file = (bytes: Buffer, fileName = 'anna.wav', mimeType = 'audio/wav') => ({
	data: { fileName, mimeType, bytes },
});
const definition = { lmnt: { voiceId: 'leah' } };
const generic = {
	generic: { url: 'https://tts.example.com/speak', body: '{"text":"{text}"}' },
};

type Case = Omit<ContractCase, 'resource' | 'source'> & Partial<ContractCase>;
const about = (one: Case): ContractCase => ({
	resource: 'voice',
	source: 'ultravox.md §7.2',
	...one,
});

const clones: ContractCase[] = [
	about({
		operation: 'clone',
		size: 'smallest',
		title: 'from a WAV file, byte for byte',
		parameters: { name: 'Anna' },
		files: file(WAV),
		answers: [answer(201, anna)],
		requests: [
			{
				method: 'POST',
				path: VOICES,
				body: multipartForm({
					name: 'Anna',
					file: { fileName: 'anna.wav', mimeType: 'audio/wav', bytes: WAV },
				}),
			},
		],
		items: [anna],
	}),
	about({
		operation: 'clone',
		size: 'full',
		title: 'from an MP3 that n8n takes for something else, with description and language',
		parameters: {
			name: 'Grüße "Anna"',
			binaryPropertyName: 'data',
			additionalFields: { description: 'From the phone', language: 'de-DE' },
		},
		files: file(MP3, 'anna', 'application/octet-stream'),
		answers: [answer(201, anna)],
		requests: [
			{
				method: 'POST',
				path: VOICES,
				body: multipartForm({
					name: 'Grüße "Anna"',
					description: 'From the phone',
					language: 'de-DE',
					file: { fileName: 'anna', mimeType: 'audio/mpeg', bytes: MP3 },
				}),
			},
		],
	}),
	about({
		operation: 'clone',
		size: 'more',
		title: 'held back at first: the form is sent a second time, whole',
		source: 'ultravox.md §1.3',
		parameters: { name: 'Anna' },
		files: file(TAGGED, 'anna.mp3', 'audio/mpeg'),
		answers: [answer(429), answer(201, anna)],
		requests: Array(2).fill({
			method: 'POST',
			path: VOICES,
			body: multipartForm({
				name: 'Anna',
				file: { fileName: 'anna.mp3', mimeType: 'audio/mpeg', bytes: TAGGED },
			}),
		}),
	}),
	about({
		operation: 'clone',
		size: 'bad',
		title: 'a file that is neither MP3 nor WAV',
		parameters: { name: 'Anna' },
		files: file(Buffer.from('OggS'), 'anna.wav'),
		requests: [],
		refusal: /'Input Data Field Name' holds neither an MP3 nor a WAV file/,
	}),
	about({
		operation: 'clone',
		size: 'more',
		title: 'a file of more than 10 MB',
		parameters: { name: 'Anna' },
		files: file(Buffer.concat([WAV, Buffer.alloc(10 * 1024 * 1024 + 60_000)])),
		requests: [],
		refusal: /holds a file of 10\.1 MB, and Ultravox takes 10\.0 MB/,
	}),
	about({
		operation: 'clone',
		size: 'more',
		title: 'more clones than the plan includes',
		parameters: { name: 'Anna' },
		files: file(WAV),
		answers: [answer(403, { detail: 'Your plan includes 1 cloned voice.' })],
		requests: [{ method: 'POST', path: VOICES, body: expect.any(Buffer) as unknown }],
		refusal: /Your plan includes 1 cloned voice\./,
		hint: /By default, an account has one cloned voice/,
	}),
];

const sample = { fileName: `${ANNA}.wav`, mimeType: 'audio/wav', bytes: WAV };
const ask = { method: 'GET' as const, path: `${ONE_VOICE}/preview` };
const preview = { method: 'POST' as const, path: '/api/voice_preview' };

const previews: ContractCase[] = [
	about({
		operation: 'preview',
		size: 'smallest',
		title: 'as a file',
		parameters: { voice },
		answers: [bytesReply(200, 'audio/wav', WAV)],
		requests: [ask],
		items: [{ voiceId: ANNA }],
		binary: sample,
	}),
	about({
		operation: 'preview',
		size: 'full',
		title: 'from the storage that Ultravox leads to, without the key',
		parameters: { voice, binaryPropertyName: 'data' },
		answers: [redirectReply('/storage/anna.wav?sig=1'), bytesReply(200, 'audio/wav', WAV)],
		requests: [
			ask,
			{ method: 'GET', path: '/storage/anna.wav', query: { sig: '1' }, signedOut: true },
		],
		binary: sample,
	}),
	about({
		operation: 'preview',
		size: 'bad',
		title: 'the provider of the voice fails: its words are told',
		parameters: { voice },
		answers: [answer(400, { provider: 'ElevenLabs', message: 'voice_not_found' })],
		requests: [ask],
		refusal: /voice_not_found/,
		hint: /This is what the provider of the voice says/,
	}),
	about({
		operation: 'previewExternal',
		size: 'smallest',
		title: 'a voice that is not stored',
		source: 'ultravox.md §7.2, ultravox-openapi.yaml Voice (name and definition required)',
		parameters: { definition },
		answers: [bytesReply(200, 'audio/wav', WAV)],
		requests: [{ ...preview, body: { name: 'Preview', definition } }],
		items: [{ provider: 'lmnt' }],
		binary: { fileName: 'preview.wav', mimeType: 'audio/wav', bytes: WAV },
	}),
	about({
		operation: 'previewExternal',
		size: 'full',
		title: 'of a service of your own, as MP3',
		parameters: { definition: generic, binaryPropertyName: 'data' },
		answers: [bytesReply(200, 'audio/mpeg', MP3)],
		requests: [
			{
				...preview,
				body: {
					name: 'Preview',
					definition: {
						generic: { url: 'https://tts.example.com/speak', body: { text: '{text}' } },
					},
				},
			},
		],
		items: [{ provider: 'generic' }],
		binary: { fileName: 'preview.mp3', mimeType: 'audio/mpeg', bytes: MP3 },
	}),
	about({
		operation: 'previewExternal',
		size: 'bad',
		title: 'the provider refuses: its words are told',
		parameters: { definition },
		answers: [answer(400, { error: 'Invalid API key for LMNT' })],
		requests: [{ ...preview, body: { name: 'Preview', definition } }],
		refusal: /Invalid API key for LMNT/,
		hint: /look at its key and its plan/,
	}),
	about({
		operation: 'previewExternal',
		size: 'more',
		title: 'a web page is no sound',
		parameters: { definition },
		answers: [bytesReply(200, 'text/html', '<html></html>')],
		requests: [{ ...preview, body: { name: 'Preview', definition } }],
		refusal: /The sample did not come: the answer is text\/html/,
	}),
];

export const voiceSoundCases: ContractCase[] = [...clones, ...previews];
