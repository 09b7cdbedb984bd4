import { AN_API_ID, silentFile, waitingCall } from './callActionsLab';
import type { PhoneLab } from './phoneLab';
import { until } from './phoneLab';

let lab: PhoneLab;
afterEach(async () => await lab.stop());

describe('variants of the answers (plivo.md §1.4, §5.3)', () => {
	it('accepts with 200', async () => {
		const { path, ...rest } = await waitingCall({ updateStatus: 200 });
		({ lab } = rest);
		const service_url = `${lab.customer.wsUrl}/service`;
		for (const [action, body] of [
			['Speak', { text: 'x' }],
			['Play', { urls: silentFile(lab, 'silence.wav', 1) }],
			['DTMF', { digits: '1' }],
			['Record', {}],
			['Stream', { service_url }],
		] as const) {
			expect((await lab.api('POST', `${path}/${action}/`, body)).status).toBe(200);
		}
	});

	it.each([200, 202] as const)('stops with a message and %i', async (stopStatus) => {
		const { path, ...rest } = await waitingCall({ stopStatus });
		({ lab } = rest);
		expect(await lab.api('DELETE', `${path}/Speak/`)).toEqual({
			status: stopStatus,
			body: { api_id: AN_API_ID, message: 'speak stopped' },
		});
		expect((await lab.api('DELETE', `${path}/Play/`)).body.message).toBe('play stopped');
		expect((await lab.api('DELETE', `${path}/Record/`)).status).toBe(204);
	});

	it.each([
		['instead', 'async api spawned'],
		['besides', 'speak started'],
	] as const)('tells a callback its result, %s of the answer', async (actionCallback, message) => {
		const { call, path, ...rest } = await waitingCall({ actionCallback });
		({ lab } = rest);
		lab.customer.on('/result', '');
		const answer = await lab.api('POST', `${path}/Speak/`, {
			text: 'hello',
			callback_url: `${lab.customer.url}/result`,
			callback_method: 'GET',
		});
		expect(answer).toEqual({ status: 202, body: { api_id: AN_API_ID, message } });
		await until(() => lab.customer.at('/result').length === 1);
		expect(lab.customer.at('/result')[0]).toMatchObject({
			method: 'GET',
			fields: { api_id: AN_API_ID, message: 'speak started' },
		});
		await call.waitForHeard(/hello/);
	});

	it.each([
		['Record', {}],
		['Play', { message: 'play stopped' }],
	])('tells a callback that %s was stopped', async (action, result) => {
		const { path, ...rest } = await waitingCall();
		({ lab } = rest);
		lab.customer.on('/result', '');
		const query = new URLSearchParams({ callback_url: `${lab.customer.url}/result` });
		expect(await lab.api('DELETE', `${path}/${action}/?${query}`)).toEqual({
			status: 202,
			body: { api_id: AN_API_ID, message: 'async api spawned' },
		});
		await until(() => lab.customer.at('/result').length === 1);
		expect(lab.customer.at('/result')[0]?.fields).toEqual({ api_id: AN_API_ID, ...result });
	});
});
