import { executionError, outputItems } from '../../../lab/src/n8n/executionData';
import type { LabCall } from '../../../lab/src/plivo/labCall';
import { eventually } from '../support/eventually';
import { said } from '../support/sound';
import { fileAsText, plivoVoice } from './support/nodesInARow';
import { byId, onCall, PlivoStory } from './support/plivoStory';
import { profiles } from './support/profiles';

describe.each(profiles)('recordings, %s', (_name, variants) => {
	let story: PlivoStory;
	let call: LabCall;
	/** Of the recording that was made of the call. */
	let recordingId: string;

	beforeAll(async () => {
		story = await PlivoStory.start(variants);
	});

	afterAll(async () => await story.close());

	const download = (id: string) =>
		plivoVoice('Download', 'recording', 'download', { recordingId: byId(id), simplify: false });

	test('a call is recorded, and the next node takes the call from the item', async () => {
		call = await story.caller(['<Wait length="60"/>']);
		const options = { fileFormat: 'wav', recordChannelType: 'mono' };
		const started = await story.run('call', 'record', { ...onCall(call), options });
		expect(started).toMatchObject({ started: true });
		const { recording_id: id, url } = started.plivo as Record<string, string>;
		recordingId = id ?? '';
		expect(started.call).toMatchObject({ callUuid: call.uuid, recordingUrl: url });
		const early = await story.refused('recording', 'get', { recordingId: byId(recordingId) });
		expect(early.description).toMatch(/only once it has ended/);

		await call.say('my order number is 4711');
		const execution = await story.inARow(
			plivoVoice('Speak', 'call', 'speak', { ...onCall(call), text: 'thank you' }),
			plivoVoice('Live', 'call', 'getLive'),
		);
		expect(executionError(execution)).toBeUndefined();
		await call.waitForHeard(/thank you/);
		await story.run('call', 'stopRecording', onCall(call));
		await eventually('the recording', () => story.plivo.recordings.find(recordingId));
	});

	test('it is found, and its file is downloaded byte by byte', async () => {
		const one = { recordingId: byId(recordingId) };
		const shown = await story.run('recording', 'get', one);
		expect(shown).toMatchObject({ recording_id: recordingId, call_uuid: call.uuid });
		const listed = await story.items('recording', 'getMany', {
			filters: { callUuid: byId(call.uuid) },
		});
		expect(listed).toEqual([shown]);
		expect(await story.offered('searchRecordings')).toEqual([recordingId]);

		const execution = await story.inARow(download(recordingId), fileAsText);
		expect(executionError(execution)).toBeUndefined();
		const [downloaded] = outputItems(execution, 'Download');
		expect(downloaded?.json).toMatchObject({ recording_id: recordingId });
		expect(downloaded?.binary?.data).toMatchObject({
			fileName: `${recordingId}.wav`,
			mimeType: 'audio/wav',
		});
		const [text] = outputItems(execution, fileAsText.name);
		const file = Buffer.from(String(text?.json.file), 'base64');
		expect(file.equals(story.plivo.recordings.find(recordingId)?.wav ?? Buffer.of())).toBe(true);
		expect(said(file)).toEqual(['my order number is 4711', 'thank you']);
	});

	test('it is deleted for good', async () => {
		const one = { recordingId: byId(recordingId) };
		expect(await story.run('recording', 'delete', one)).toEqual({
			recording_id: recordingId,
			deleted: true,
		});
		expect(story.plivo.recordings.find(recordingId)).toBeUndefined();
		expect(await story.items('recording', 'getMany')).toEqual([]);
		const gone = await story.refused('recording', 'download', one);
		expect(gone.description).toMatch(/removes recordings after 30 days/);
		call.hangUp();
	});

	test('every operation was executed', () => story.expectExecuted('recording'));
});
