import { PhoneLab, until } from '../phoneLab';
import { plain, sdkClient } from './client';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

const AN_ID = expect.stringMatching(/^[0-9a-f-]{36}$/) as string;
const MILLISECONDS = expect.stringMatching(/^\d+\.00000$/) as string;

/** What plivo.md §6.6 and the Recording reference say, in the SDK's camel case. */
const SHOWN = {
	addTime: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+05:30$/) as string,
	conferenceName: null,
	fromNumber: '14155550100',
	monthlyRecordingStorageAmount: 0,
	recordingDurationMs: MILLISECONDS,
	recordingEndMs: MILLISECONDS,
	recordingFormat: 'wav',
	recordingStartMs: MILLISECONDS,
	recordingStorageDuration: 1,
	recordingStorageRate: 0.0004,
	recordingType: 'normal',
	roundedRecordingDuration: 60,
	toNumber: '14155550123',
};

describe('recordings with npm plivo (Recording reference)', () => {
	it('gets, lists and deletes', async () => {
		lab = await PhoneLab.start();
		lab.answerWith('<Record maxLength="1" playBeep="false" fileFormat="wav"/>');
		const call = lab.call();
		await call.waitForEnd();
		const [{ id = '', url = '' } = {}] = call.recordings;
		const { recordings } = sdkClient(lab);
		const shown = {
			...SHOWN,
			callUuid: call.uuid,
			recordingId: id,
			recordingUrl: url,
			resourceUri: `/v1/Account/MALABPHONE0000000000/Recording/${id}/`,
		};
		expect(plain(await recordings.get(id))).toEqual({ ...shown, apiId: AN_ID });

		const filters = { callUuid: call.uuid, limit: 5 };
		const listed = await recordings.list(filters);
		expect(plain(listed)).toEqual([
			{ ...shown, conferenceUuid: null, mpcName: null, mpcUuid: null },
		]);
		expect(plain((listed as unknown as { meta: unknown }).meta)).toEqual({
			limit: 5,
			next: null,
			offset: 0,
			previous: null,
			totalCount: 1,
		});
		expect(plain(await recordings.list({ callUuid: AN_OTHER_CALL }))).toEqual([]);

		expect(await recordings.delete(id)).toBe(true);
		await until(async () => (await fetch(url)).status === 404);
		await expect(recordings.get(id)).rejects.toBeDefined();
	});
});

const AN_OTHER_CALL = '7d5a3a1e-0000-4000-8000-000000000000';
