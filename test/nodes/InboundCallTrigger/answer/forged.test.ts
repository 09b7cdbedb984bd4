import { signV2 } from '../../../../nodes/shared/plivoSignature';
import { arrive } from './arrive';
import { AUTH_TOKEN, WEBHOOK_URL } from './fakeWebhook';

describe('Inbound Call Trigger: what is not a call of Plivo', () => {
	test('D4.10 a wrong signature gets 403 and no execution', async () => {
		const { sent, result, requests } = await arrive({ signature: 'AAAA' });
		expect(sent[0]?.status).toBe(403);
		expect(result.workflowData).toBeUndefined();
		expect(requests).toHaveLength(0);
	});

	test('D4.10 a V2 signature alone opens nothing: it covers neither query nor body', async () => {
		const nonce = '777';
		const { sent, requests } = await arrive({
			headers: {
				'x-plivo-signature-v2': signV2({ url: WEBHOOK_URL, nonce, authToken: AUTH_TOKEN }),
				'x-plivo-signature-v2-nonce': nonce,
			},
			signature: null,
		});
		expect(sent[0]?.status).toBe(403);
		expect(requests).toHaveLength(0);
	});

	test('D4.10 a signed text cut elsewhere is not another call', async () => {
		const callUuid = '0f0f0f0f-0000-4000-8000-00000000000a';
		const { sent, requests } = await arrive({
			fields: { CallUUID: `${callUuid}Directioninbound`, Direction: '' },
		});
		expect(sent[0]?.status).toBe(400);
		expect(requests).toHaveLength(0);
	});

	test('a body larger than any of Plivo is not even read', async () => {
		const { sent } = await arrive({ rawBody: 'a&'.repeat(40_000) });
		expect(sent[0]?.status).toBe(413);
	});

	test('an event nobody knows is not taken for a call', async () => {
		const { sent, requests } = await arrive({ event: '?event=other' });
		expect(sent[0]?.status).toBe(400);
		expect(requests).toHaveLength(0);
	});

	test('D4.11 the signed URL is the configured one, whatever the Host header says', async () => {
		const { sent } = await arrive({
			host: 'evil.example.net',
			headers: { 'x-forwarded-host': 'evil.example.net' },
		});
		expect(sent[0]?.status).toBe(200);
	});
});
