import type { LabCall } from '../../src/plivo/labCall';
import { NUMBER, PhoneLab, until } from './phoneLab';

let lab: PhoneLab;
beforeEach(async () => {
	lab = await PhoneLab.start();
	for (const number of NUMBERS) lab.plivo.people.add({ number, behavior: 'no-answer' });
});
afterEach(async () => await lab.stop());

const NUMBERS = [1, 2, 3, 4, 5].map((i) => `1415555020${i}`);

async function make(): Promise<LabCall[]> {
	const { body } = await lab.api('POST', '/Call/', {
		from: NUMBER,
		to: NUMBERS.join('<'),
		answer_url: `${lab.customer.url}/answer`,
		hangup_url: `${lab.customer.url}/hangup`,
	});
	const uuids = body.request_uuid as string[];
	const all = lab.plivo.calls.all();
	return uuids.map((uuid) => all.find((call) => call.uuid === uuid) as LabCall);
}

const uuids = (calls: LabCall[]) => calls.map((call) => call.uuid);

async function view(query: string): Promise<unknown> {
	return (await lab.api('GET', `/Call/?${query}`)).body.calls;
}

describe('the queue of Make Call (plivo.md §1.3)', () => {
	it('begins two calls a second, in order', async () => {
		expect(lab.plivo.account.limits.callStartsPerSecond).toBe(2);
		const calls = await make();
		const order: string[] = [];
		const seen = async (count: number) => {
			await until(() => {
				for (const call of calls) {
					if (call.state === 'ringing' && !order.includes(call.facts.to)) order.push(call.facts.to);
				}
				return order.length >= count;
			});
		};
		await seen(2);
		expect(order).toEqual(NUMBERS.slice(0, 2));
		expect(await view('status=live')).toEqual(uuids(calls.slice(0, 2)));
		expect(await view('status=queued')).toEqual(uuids(calls.slice(2)));
		await seen(5);
		expect(order).toEqual(NUMBERS);
		expect(await view('status=queued')).toEqual([]);
	});

	it('shows a call that waits, in its view only', async () => {
		lab.plivo.account.limits.callStartsPerSecond = 0;
		const [first, second] = await make();
		const path = `/Call/${first?.uuid ?? ''}`;
		for (const queued of [`${path}/?status=queued`, `${path}?status=queued`]) {
			expect((await lab.api('GET', queued)).body).toMatchObject({
				call_status: 'queued',
				call_uuid: first?.uuid,
				request_uuid: first?.uuid,
				direction: 'outbound',
				from: '14155550123',
				to: NUMBERS[0],
			});
		}
		expect((await lab.api('GET', `${path}/?status=live`)).status).toBe(404);
		expect((await lab.api('GET', `${path}/`)).status).toBe(404);
		expect(await view(`status=queued&to_number=${NUMBERS[1] ?? ''}`)).toEqual([second?.uuid]);
		expect(await view('status=queued&call_direction=inbound')).toEqual([]);
		expect((await lab.api('DELETE', `${path}/`)).status).toBe(404);
	});

	it('lets a waiting call be canceled: it never rings, and the next one moves up', async () => {
		const calls = await make();
		await until(() => calls[1]?.state === 'ringing');
		const canceled = calls[2] as LabCall;
		expect((await lab.api('DELETE', `/Request/${canceled.uuid}/`)).status).toBe(204);
		expect(canceled.endState).toMatchObject({ callStatus: 'cancel', hangupCauseCode: 1000 });
		expect(await lab.hangupFields(canceled)).toMatchObject({
			CallUUID: canceled.uuid,
			CallStatus: 'cancel',
		});
		expect((await lab.api('DELETE', `/Request/${canceled.uuid}/`)).status).toBe(404);
		expect((await lab.api('GET', `/Call/${canceled.uuid}/`)).body).toMatchObject({
			call_state: 'NO_ANSWER',
			hangup_cause_code: 1000,
		});
		await until(() => calls[4]?.state === 'ringing');
		expect(canceled.state).toBe('ended');
	});

	it('is not waited for when the lab closes', async () => {
		lab.plivo.account.limits.callStartsPerSecond = 0;
		const calls = await make();
		await lab.stop();
		expect(calls.every((call) => call.state === 'ended')).toBe(true);
		lab = await PhoneLab.start();
	});
});
