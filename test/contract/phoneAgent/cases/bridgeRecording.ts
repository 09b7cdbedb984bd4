import type { ContractCase } from '../../operations/contractCase';
import { answer, byId } from '../../operations/contractCase';
import { asFile, inWords } from '../support/plainAnswer';

const SOURCE = 'bridge.md (control API)';
const CALL = '2f1b6f0e-6f3a-4c7e-9c55-0a4d0f6d8f11';
const ID = `20261120T100000500-${CALL}`;
const LIST = '/control/recordings';
const PATH = `${LIST}/${ID}`;

/** A recording as the bridge tells of it. */
const recording = {
	id: ID,
	callId: CALL,
	callUuid: '9834029e-58b6-11e1-b8b7-a5bd0e4e126f',
	startedAt: '2026-11-20T10:00:00.500Z',
	durationMs: 61_400,
	format: 'wav',
	channels: 2,
	sampleRate: 16_000,
	bytes: 3_929_644,
	complete: true,
};

const other = (name: string) => ({ ...recording, id: `20261119T100000500-${name}` });

const WAV = Buffer.concat([Buffer.from('RIFF'), Buffer.alloc(60, 7)]);
const OGG = Buffer.concat([Buffer.from('OggS'), Buffer.alloc(60, 7)]);

const recordingCase = (
	operation: string,
	size: ContractCase['size'],
	title: string,
	rest: Partial<ContractCase>,
): ContractCase => ({
	resource: 'bridgeRecording',
	operation,
	size,
	title,
	source: SOURCE,
	parameters: {},
	requests: [],
	...rest,
});

/** What every operation about one recording meets. */
const commonCases = (operation: string, method: 'GET' | 'DELETE'): ContractCase[] => [
	recordingCase(operation, 'bad', 'a path is no ID', {
		parameters: { recordingId: byId('../calls') },
		refusal: /'Recording' is not an ID: '\.\.\/calls'/,
		hint: /without its ending/,
	}),
	recordingCase(operation, 'more', 'a recording that is not there', {
		parameters: { recordingId: byId(ID) },
		answers: [inWords(404, 'There is no such recording.')],
		requests: [{ method, path: PATH }],
		refusal: /^The bridge did not find it: There is no such recording\.$/,
		hint: /some seconds after its call is over.*HTTP status 404/,
	}),
	recordingCase(operation, 'more', 'a bridge without a place for recordings', {
		parameters: { recordingId: byId(ID) },
		answers: [inWords(404, 'This bridge keeps no recordings.')],
		requests: [{ method, path: PATH }],
		refusal: /This bridge keeps no recordings/,
	}),
];

export const bridgeRecordingCases: ContractCase[] = [
	recordingCase('getMany', 'smallest', 'the latest', {
		answers: [answer(200, { recordings: [recording], next: null })],
		requests: [{ method: 'GET', path: LIST, query: { limit: '50' } }],
		items: [recording],
	}),
	recordingCase('getMany', 'full', 'of one call, before a time in the zone of the workflow', {
		parameters: {
			returnAll: false,
			limit: 7,
			filters: { callId: CALL, startedBefore: '2026-11-20T12:00:00+02:00' },
		},
		answers: [
			answer(200, { recordings: [recording], next: ID }),
			answer(200, { recordings: [other('a')], next: null }),
		],
		requests: [
			{
				method: 'GET',
				path: LIST,
				query: { callId: CALL, after: '20261120T100000000', limit: '7' },
			},
			{ method: 'GET', path: LIST, query: { callId: CALL, after: ID, limit: '6' } },
		],
		items: [recording, other('a')],
	}),
	recordingCase('getMany', 'more', 'all, page by page, also over a page without any', {
		parameters: { returnAll: true },
		answers: [
			answer(200, { recordings: [recording], next: ID }),
			answer(200, { recordings: [], next: '20261020T000000000' }),
			answer(200, { recordings: [other('a')], next: null }),
		],
		requests: [
			{ method: 'GET', path: LIST, query: { limit: '200' } },
			{ method: 'GET', path: LIST, query: { limit: '200', after: ID } },
			{ method: 'GET', path: LIST, query: { limit: '200', after: '20261020T000000000' } },
		],
		items: [recording, other('a')],
	}),
	recordingCase('getMany', 'more', 'a list that leads back to its own page ends', {
		parameters: { returnAll: true },
		answers: [
			answer(200, { recordings: [recording], next: ID }),
			answer(200, { recordings: [other('a')], next: ID }),
		],
		requests: [
			{ method: 'GET', path: LIST, query: { limit: '200' } },
			{ method: 'GET', path: LIST, query: { limit: '200', after: ID } },
		],
		items: [recording, other('a')],
	}),
	recordingCase('getMany', 'bad', 'an ID of a call that is none', {
		parameters: { filters: { callId: 'the last one' } },
		refusal: /'Call ID' is not an ID: 'the last one'/,
	}),
	recordingCase('getMany', 'bad', 'a time that is none', {
		parameters: { filters: { startedBefore: 'yesterday' } },
		refusal: /'Started Before' is not a time: 'yesterday'/,
	}),
	recordingCase('getMany', 'more', 'a bridge without a place for recordings', {
		answers: [inWords(404, 'This bridge keeps no recordings.')],
		requests: [{ method: 'GET', path: LIST, query: { limit: '50' } }],
		refusal: /^The bridge did not find it: This bridge keeps no recordings\.$/,
	}),
	recordingCase('download', 'smallest', 'the recording of the item', {
		input: recording,
		answers: [asFile('audio/wav', WAV)],
		requests: [{ method: 'GET', path: PATH }],
		items: [{ id: ID, format: 'wav' }],
		binary: { fileName: `${ID}.wav`, mimeType: 'audio/wav', bytes: WAV },
	}),
	recordingCase('download', 'full', 'an Ogg file, into a field of its own', {
		parameters: { recordingId: byId(` ${ID} `), binaryPropertyName: 'sound' },
		answers: [asFile('audio/ogg', OGG)],
		requests: [{ method: 'GET', path: PATH }],
		items: [{ id: ID, format: 'opus' }],
		binary: { fileName: `${ID}.opus`, mimeType: 'audio/ogg', bytes: OGG },
	}),
	recordingCase('download', 'more', 'a page of something else is no recording', {
		parameters: { recordingId: byId(ID) },
		answers: [asFile('text/html', Buffer.from('<html>'))],
		requests: [{ method: 'GET', path: PATH }],
		refusal: /^The recording did not come: the answer is text\/html$/,
		hint: /'Control URL'/,
	}),
	recordingCase('download', 'more', 'an empty file is no recording', {
		parameters: { recordingId: byId(ID) },
		answers: [asFile('audio/wav', Buffer.alloc(0))],
		requests: [{ method: 'GET', path: PATH }],
		refusal: /^The recording did not come: the answer is empty$/,
	}),
	...commonCases('download', 'GET'),
	recordingCase('delete', 'smallest', 'the recording of the item', {
		input: recording,
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: PATH }],
		items: [{ id: ID, deleted: true }],
	}),
	recordingCase('delete', 'full', 'by ID', {
		parameters: { recordingId: byId(ID) },
		answers: [answer(204)],
		requests: [{ method: 'DELETE', path: PATH }],
		items: [{ id: ID, deleted: true }],
	}),
	...commonCases('delete', 'DELETE'),
];
