import type { TrunkCall } from '../../../src/plivo/zentrunk/trunkCall';
import type { PlivoVariants } from '../../../src/plivo/variants';
import { NUMBER, until } from '../phoneLab';
import { AN_API_ID, NO_UUID, ZentrunkLab } from './zentrunkLab';

let lab: ZentrunkLab;
afterEach(async () => await lab.stop());

const DAY_MS = 86_400_000;
const TIME = expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/) as string;

interface CallRecord {
	call_uuid: string;
	from_number: string;
	end_time: string;
	hangup_cause_code: number;
}

/** An outbound call that Plivo refused, an inbound one that was answered, an outbound one to Britain. */
async function threeCalls(variants: Partial<PlivoVariants> = {}): Promise<TrunkCall[]> {
	lab = await ZentrunkLab.start(variants);
	const { plivo } = lab.phone;
	const { account } = plivo;
	const uri = lab.state.addUri({ uri: 'sip.agents.example;transport=tcp' });
	const inbound = lab.state.addTrunk({ primary_uri_uuid: uri.uri_uuid, secure: true });
	const { credential_uuid } = lab.state.addCredential({ username: 'agent', password: 'p!' });
	const outbound = lab.state.addTrunk({ trunk_direction: 'outbound', credential_uuid });
	account.addNumber(NUMBER, { app_id: inbound.trunk_id });
	account.callerIds.add({ phone_number: '+14155559999' });
	plivo.sipParties.add({
		host: 'sip.agents.example',
		ringMs: 0,
		script: [{ pauseMs: 20 }, { hangUp: true }],
	});
	plivo.people.add({ number: '+14155550777', ringMs: 0, script: [{ hangUp: true }] });
	const credential = { username: 'agent', password: 'p!' };
	const refused = plivo.placeTrunkCall({
		trunk: outbound.trunk_id,
		from: NUMBER,
		to: '+442071838750',
	});
	await refused.settled;
	const answered = lab.phone.call();
	await answered.settled;
	const out = plivo.placeTrunkCall({
		trunk: outbound.trunk_id,
		from: '+14155559999',
		to: '+14155550777',
		credential,
	});
	await out.settled;
	return [refused, answered as TrunkCall, out];
}

async function uuids(query: string): Promise<string[]> {
	return (await lab.list<CallRecord>(`/Call/?${query}`)).map((call) => call.call_uuid);
}

describe('/Zentrunk/Call/ (plivo.md §2.5)', () => {
	it('shows an answered inbound call', async () => {
		const [, call] = await threeCalls();
		expect((await lab.api('GET', `/Call/${call?.uuid}/`)).body).toEqual({
			api_id: AN_API_ID,
			call_uuid: call?.uuid,
			call_id: call?.callId,
			from_number: '+14155550100',
			to_number: '+14155550123',
			call_direction: 'inbound',
			call_duration: 1,
			bill_duration: 1,
			billed_duration: 60,
			initiation_time: TIME,
			answer_time: TIME,
			end_time: TIME,
			hangup_cause_name: 'normal_hangup',
			hangup_cause_code: 3010,
			hangup_source: 'customer',
			total_rate: '0.00500',
			total_amount: '0.00500',
			trunk_domain: `${call?.trunk.trunkId}.zt.plivo.com`,
			from_country: 'US',
			to_country: 'US',
			transport_protocol: 'tcp',
			srtp: true,
			secure_trunking: true,
			secure_trunking_rate: '0.00000',
			stir_verification: 'Not Applicable',
			attestation_indicator: null,
			cnam_lookup: false,
			cnam_lookup_rate: '0.00000',
		});
	});

	it('shows a refused outbound call', async () => {
		const [call] = await threeCalls();
		expect((await lab.api('GET', `/Call/${call?.uuid}/`)).body).toMatchObject({
			call_direction: 'outbound',
			answer_time: null,
			call_duration: 0,
			hangup_cause_code: 4150,
			hangup_source: 'zentrunk',
			total_amount: '0.00000',
			from_country: 'US',
			to_country: 'GB',
			transport_protocol: 'udp',
			srtp: false,
		});
	});

	it('has its times in UTC', async () => {
		const [, call] = await threeCalls();
		const shown = (await lab.api('GET', `/Call/${call?.uuid}/`)).body as unknown as CallRecord;
		const endedAt = Math.floor((call?.times.endedAt ?? 0) / 1000) * 1000;
		expect(Date.parse(`${shown.end_time.replace(' ', 'T')}Z`)).toBe(endedAt);
	});

	it('lists the newest first, and filters', async () => {
		const [refused, inbound, outbound] = (await threeCalls()).map((call) => call.uuid);
		expect(await uuids('')).toEqual([outbound, inbound, refused]);
		expect(await uuids('call_direction=inbound')).toEqual([inbound]);
		expect(await uuids('hangup_cause_code=4150')).toEqual([refused]);
		expect(await uuids('hangup_source=zentrunk')).toEqual([refused]);
		expect(await uuids('hangup_source=carrier')).toEqual([outbound]);
		expect(await uuids('stir_verification=Not%20Verified')).toEqual([outbound]);
		expect(await uuids('stir_verification=Not%20Applicable')).toEqual([inbound, refused]);
		expect(await uuids('bill_duration=0')).toEqual([refused]);
		expect(await uuids('bill_duration__gte=1')).toEqual([outbound, inbound]);
		expect(await uuids('bill_duration__lt=1&call_direction=inbound')).toEqual([]);
		expect(await uuids('limit=1&offset=1')).toEqual([inbound]);
		expect(lab.phone.unknownFields()).toEqual([]);
	});

	it('matches numbers by their first digits, and never with a plus', async () => {
		const [refused, inbound, outbound] = (await threeCalls()).map((call) => call.uuid);
		expect(await uuids('from_number=14155550100')).toEqual([inbound]);
		expect(await uuids('from_number=141555501')).toEqual([inbound, refused]);
		expect(await uuids('to_number=44')).toEqual([refused]);
		expect(await uuids('from_number=%2B14155550100')).toEqual([]);
		expect(await uuids('to_number=%2B44')).toEqual([]);
		expect(await uuids('to_number=4155550777')).toEqual([]);
		expect(await uuids('to_number=14155550777')).toEqual([outbound]);
	});

	it.each([
		['end_time__lte=2030-01-01%2000:00', 'end_time__gt'],
		['end_time__lt=2030-01-01%2000:00:00', 'end_time__gt'],
		['end_time__gte=2030-01-01', 'end_time__gte must be a time'],
		['hangup_source=Caller', 'hangup_source must be one of'],
		['stir_verification=verified', 'stir_verification must be one of'],
		['call_direction=up', 'call_direction must be one of'],
		['hangup_cause_code=busy', 'hangup_cause_code must be between'],
		['limit=0', 'limit must be between'],
	])('refuses %s', async (query, words) => {
		lab = await ZentrunkLab.start();
		expect(await lab.refusal('GET', `/Call/?${query}`)).toEqual([
			400,
			expect.stringContaining(words),
		]);
	});

	it('shows 30 days, more when it is asked, and never more than 90', async () => {
		const [old, older, oldest] = await threeCalls();
		const now = Date.now();
		for (const [call, days] of [
			[old, 20],
			[older, 40],
			[oldest, 91],
		] as const) {
			if (call) call.times.endedAt = now - days * DAY_MS;
		}
		const bound = (days: number) =>
			encodeURIComponent(
				new Date(now - days * DAY_MS).toISOString().slice(0, 19).replace('T', ' '),
			);
		expect(await uuids('')).toEqual([old?.uuid]);
		expect(await uuids(`end_time__gte=${bound(60)}`)).toEqual([older?.uuid, old?.uuid]);
		expect(await uuids(`end_time__gt=${bound(60)}&end_time__lt=${bound(30)}`)).toEqual([
			older?.uuid,
		]);
		expect(await uuids(`end_time=${bound(20)}`)).toEqual([old?.uuid]);
		expect(await uuids(`end_time__gte=${bound(100)}`)).toHaveLength(2);
		expect((await lab.api('GET', `/Call/${oldest?.uuid}/`)).status).toBe(404);
	});

	it('has a record only after its lag', async () => {
		const [call] = await threeCalls({ cdrLagMs: 60_000 });
		expect(await uuids('')).toEqual([]);
		expect((await lab.api('GET', `/Call/${call?.uuid}/`)).status).toBe(404);
		expect((await lab.api('GET', `/Call/${call?.uuid}/Insights/`)).status).toBe(404);
		lab.phone.plivo.variants.cdrLagMs = 0;
		expect(await uuids('')).toHaveLength(3);
	});

	it('and /Call/ know nothing of each other', async () => {
		const [, trunkCall] = await threeCalls();
		lab.phone.plivo.account.addNumber('+14155550199');
		const voiceCall = lab.phone.call({ to: '+14155550199' });
		await voiceCall.settled;
		const { body } = await lab.phone.api('GET', '/Call/');
		const voice = (body.objects as CallRecord[]).map((call) => call.call_uuid);
		expect(voice).toEqual([voiceCall.uuid]);
		expect(await uuids('')).not.toContain(voiceCall.uuid);
		expect((await lab.phone.api('GET', `/Call/${trunkCall?.uuid}/`)).status).toBe(404);
		expect((await lab.api('GET', `/Call/${voiceCall.uuid}/`)).status).toBe(404);
	});
});

describe('/Zentrunk/Call/{uuid}/Insights/ (plivo.md §2.5)', () => {
	it('tells how good the line was', async () => {
		const [refused, answered] = await threeCalls();
		expect((await lab.api('GET', `/Call/${answered?.uuid}/Insights/`)).body).toEqual({
			api_id: AN_API_ID,
			call_uuid: answered?.uuid,
			from: { carrier: 'Lab Telephone Company', number: '+14155550100', region: 'US' },
			to: { carrier: 'Lab Telephone Company', number: '+14155550123', region: 'US' },
			hangup_cause: 'normal_hangup',
			hangup_source: 'customer',
			rtt: '7',
			jitter: '3',
			packet_loss: '0',
			post_dial_delay: expect.stringMatching(/^\d+$/) as string,
			plivo_quality_score: '4',
		});
		expect((await lab.api('GET', `/Call/${refused?.uuid}/Insights/`)).body).toMatchObject({
			hangup_cause: 'proxy_authentication_required',
			rtt: null,
			post_dial_delay: null,
		});
		expect((await lab.api('GET', `/Call/${NO_UUID}/Insights/`)).status).toBe(404);
	});

	it('has none for a call that goes on', async () => {
		await threeCalls();
		lab.phone.plivo.sipParties.add({ host: 'sip.agents.example', ringMs: 0 });
		const call = lab.phone.call();
		await until(() => call.state === 'in-progress');
		expect((await lab.api('GET', `/Call/${call.uuid}/Insights/`)).status).toBe(404);
	});
});
