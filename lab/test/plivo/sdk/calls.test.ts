import { PhoneLab, until } from '../phoneLab';
import { plain } from './client';
import { metaOf, refusalOf, vendorMethods } from './vendorMethods';

let lab: PhoneLab;
let client: ReturnType<typeof vendorMethods>;
beforeEach(async () => {
	lab = await PhoneLab.start();
	client = vendorMethods(lab);
	lab.answerWith('<Wait length="60"/>');
	lab.plivo.people.add({ number: CALLEE, ringMs: 5 });
});
afterEach(async () => await lab.stop());

const CALLEE = '14155550177';
const FROM = '14155550123';
const API_ID = expect.any(String) as string;

async function make(options: object = {}): Promise<string> {
	const url = `${lab.customer.url}/answer`;
	const made = plain(await client.calls.create(FROM, CALLEE, url, options)) as {
		requestUuid: string;
	};
	return made.requestUuid;
}

const stateOf = (uuid: string) => lab.plivo.calls.all().find((call) => call.uuid === uuid)?.state;

describe('calls of npm plivo (plivo.md §5.1, §5.2)', () => {
	it('create', async () => {
		const url = `${lab.customer.url}/answer`;
		const made = await client.calls.create(FROM, CALLEE, url, {
			answerMethod: 'GET',
			ringTimeout: 30,
			timeLimit: 60,
			machineDetection: 'true',
			sipHeaders: 'Order=7',
		});
		expect(plain(made)).toEqual({
			apiId: API_ID,
			message: 'call fired',
			requestUuid: lab.plivo.calls.all()[0]?.uuid,
		});
		expect(lab.plivo.requests.at(-1)?.body).toEqual({
			from: FROM,
			to: CALLEE,
			answer_url: url,
			answer_method: 'GET',
			ring_timeout: 30,
			time_limit: 60,
			machine_detection: 'true',
			sip_headers: 'Order=7',
		});
		expect(lab.unknownFields()).toEqual([]);
	});

	it('create in bulk', async () => {
		const url = `${lab.customer.url}/answer`;
		const made = plain(await client.calls.create(FROM, `${CALLEE}<14155550178`, url));
		expect(made).toEqual({
			apiId: API_ID,
			message: 'calls fired',
			requestUuid: lab.plivo.calls.all().map((call) => call.uuid),
		});
	});

	it('getLiveCall and listLiveCalls', async () => {
		const uuid = await make({ callerName: 'ACME' });
		await until(() => stateOf(uuid) === 'in-progress');
		expect(plain(await client.calls.getLiveCall(uuid))).toEqual({
			apiId: API_ID,
			callStatus: 'in-progress',
			callUuid: uuid,
			callerName: 'ACME',
			direction: 'outbound',
			from: FROM,
			requestUuid: uuid,
			sessionStart: expect.stringMatching(
				/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+00:00$/,
			) as string,
			stirAttestation: 'Not Applicable',
			stirVerification: 'Not Applicable',
			to: CALLEE,
		});
		expect(lab.plivo.requests.at(-1)?.path).toMatch(/[^/]$/);
		expect(plain(await client.calls.listLiveCalls({ to_number: CALLEE }))).toMatchObject([
			{ callUuid: uuid },
		]);
		expect(plain(await client.calls.listLiveCalls({ to_number: '999' }))).toEqual([]);
		expect(await refusalOf(client.calls.get(uuid))).toMatchObject({ status: 404 });
	});

	it('getQueuedCall, listQueuedCalls and cancel', async () => {
		lab.plivo.account.limits.callStartsPerSecond = 0;
		const uuid = await make();
		expect(plain(await client.calls.getQueuedCall(uuid))).toEqual({
			apiId: API_ID,
			callStatus: 'queued',
			callUuid: uuid,
			callerName: '+14155550123',
			direction: 'outbound',
			from: FROM,
			requestUuid: uuid,
			to: CALLEE,
		});
		expect(plain(await client.calls.listQueuedCalls())).toMatchObject([{ callUuid: uuid }]);
		await client.calls.cancel(uuid);
		expect(plain(await client.calls.listQueuedCalls())).toEqual([]);
	});

	it('hangup, get and list', async () => {
		const uuid = await make();
		await until(() => stateOf(uuid) === 'in-progress');
		expect(await client.calls.hangup(uuid)).toBe(true);
		const time = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\+05:30$/) as string;
		const record = {
			answerTime: time,
			billDuration: 1,
			billedDuration: 60,
			callDirection: 'outbound',
			callDuration: 1,
			callState: 'ANSWER',
			callUuid: uuid,
			cnamLookup: '',
			conferenceUuid: null,
			endTime: time,
			fromNumber: `+${FROM}`,
			hangupCauseCode: 4000,
			hangupCauseName: 'Normal Hangup',
			hangupSource: 'API Request',
			initiationTime: time,
			parentCallUuid: null,
			resourceUri: `/v1/Account/MALABPHONE0000000000/Call/${uuid}/`,
			sourceIp: null,
			stirAttestation: 'Not Applicable',
			stirVerification: 'Not Applicable',
			toNumber: CALLEE,
			totalAmount: '0.00500',
			totalRate: '0.00500',
		};
		expect(plain(await client.calls.get(uuid))).toEqual({ ...record, apiId: API_ID });
		const list = await client.calls.list({
			callDirection: 'outbound',
			fromNumber: FROM,
			bill_duration__gte: 1,
			end_time__gt: '2020-01-01 00:00',
			end_time__lt: '2100-01-01 00:00',
			limit: 10,
		});
		expect(plain(list)).toEqual([record]);
		expect(metaOf(list)).toMatchObject({ totalCount: 1, limit: 10 });
		expect(lab.unknownFields()).toEqual([]);
	});

	it('a barred country is refused', async () => {
		lab.plivo.account.barredCountries.add('GB');
		const url = `${lab.customer.url}/answer`;
		expect(await refusalOf(client.calls.create(FROM, '442071838750', url))).toEqual({
			apiID: expect.any(String) as string,
			message: 'Geo permission for GB is not enabled for this account',
			status: 403,
		});
	});

	it('a server error is repeated, and rings twice: the SDK does not know better', async () => {
		lab.plivo.faults.add({ match: /^POST .*\/Call\/$/, status: 500, afterEffect: true });
		const uuid = await make();
		expect(lab.plivo.calls.all()).toHaveLength(2);
		expect(lab.plivo.calls.all()[1]?.uuid).toBe(uuid);
	});
});
