import { PhoneLab } from '../phoneLab';
import { plain } from './client';
import { metaOf, refusalOf, vendorMethods } from './vendorMethods';

let lab: PhoneLab;
beforeEach(async () => {
	lab = await PhoneLab.start();
	// The SDK prints what it creates.
	jest.spyOn(console, 'log').mockImplementation();
});
afterEach(async () => {
	jest.restoreAllMocks();
	await lab.stop();
});

const ANSWER_URL = 'https://n8n.example.com/webhook/plivo';
const API_ID = expect.any(String) as string;

/** plivo.md §4, as far as the SDK's class takes it over. */
const shown = (id: string) => ({
	answerMethod: 'GET',
	answerUrl: ANSWER_URL,
	appId: id,
	appName: 'sdk-app',
	applicationType: 'XML',
	defaultApp: false,
	defaultEndpointApp: false,
	enabled: true,
	fallbackAnswerUrl: '',
	fallbackMethod: 'POST',
	hangupMethod: 'POST',
	messageMethod: 'POST',
	resourceUri: `/v1/Account/MALABPHONE0000000000/Application/${id}/`,
	sipUri: `sip:${id}@app.plivo.com`,
	subAccount: null,
});

describe('applications of npm plivo (plivo.md §4)', () => {
	it('create, get, list, update, delete', async () => {
		const { applications } = vendorMethods(lab);
		const created = plain(
			await applications.create('sdk-app', { answerUrl: ANSWER_URL, answerMethod: 'GET' }),
		) as { appId: string };
		const id = created.appId;
		expect(created).toEqual({ apiId: API_ID, appId: id, message: 'created' });
		expect(id).toMatch(/^\d{17}$/);
		expect(lab.plivo.requests.at(-1)).toMatchObject({
			method: 'POST',
			path: '/v1/Account/MALABPHONE0000000000/Application/',
			body: { app_name: 'sdk-app', answer_url: ANSWER_URL, answer_method: 'GET' },
		});
		expect(plain(await applications.get(id))).toEqual({ ...shown(id), apiId: API_ID });
		const list = await applications.list({ appName: 'sdk' });
		expect(plain(list)).toEqual([shown(id)]);
		expect(metaOf(list)).toEqual({
			limit: 20,
			next: null,
			offset: 0,
			previous: null,
			totalCount: 1,
		});
		const updated = await applications.update(id, { answerUrl: `${ANSWER_URL}/2` });
		expect(plain(updated)).toEqual({ apiId: API_ID, message: 'changed' });
		expect(plain(await applications.get(id))).toMatchObject({ answerUrl: `${ANSWER_URL}/2` });
		expect(await applications.delete(id, { cascade: false })).toBe(true);
		expect(await refusalOf(applications.get(id))).toEqual({
			apiID: expect.any(String) as string,
			message: 'not found',
			status: 404,
		});
	});

	it('a name with a space is an invalid request', async () => {
		const made = vendorMethods(lab).applications.create('sdk app', { answerUrl: ANSWER_URL });
		expect(await refusalOf(made)).toEqual({
			apiID: API_ID,
			message: 'app_name may hold only letters, digits, hyphen and underscore',
			status: 400,
		});
	});

	it('the subaccount goes out under a name that Plivo does not know', async () => {
		await vendorMethods(lab).applications.list({ subAccount: 'SA00000000000000LAB1' });
		expect(lab.unknownFields()).toEqual([expect.stringContaining('sub_account')]);
	});
});
