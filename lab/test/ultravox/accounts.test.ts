import { endedCall } from './support/endedCalls';
import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

interface InvoicePage {
	results: { invoiceNumber: string; invoiceStatus: string }[];
	next: string | null;
	previous: string | null;
}

const ME = '/api/accounts/me';

let lab: LabUnderTest;

beforeEach(async () => {
	lab = await startLabUltravox({ variants: { billingLagMs: 0 } });
});

afterEach(async () => {
	await lab.close();
});

describe('the account', () => {
	test('is the one of the list, and shows how it is paid for', async () => {
		const mine = await lab.api('GET', ME);
		const all = await lab.api<unknown[]>('GET', '/api/accounts');
		expect(all.body).toEqual([mine.body]);
		lab.ultravox.account.billing = { billingEmail: null, paymentMethod: null };
		const billing = await lab.api('GET', `${ME}/billing`);
		expect(billing.body).toEqual({ billingEmail: null, paymentMethod: null });
	});

	test('counts the free minutes of calls that were deleted as well', async () => {
		const { callId } = await endedCall(lab, { created: '2026-03-01T10:00:00Z', seconds: 120 });
		const before = await lab.api('GET', ME);
		expect(before.body).toMatchObject({ freeTimeUsed: '120s', freeTimeRemaining: '1680s' });
		expect((await lab.api('DELETE', `/api/calls/${callId}`)).status).toBe(204);
		expect((await lab.api('GET', ME)).body).toEqual(before.body);
	});
});

describe('invoices', () => {
	const list = (query: string) => lab.api<InvoicePage>('GET', `${ME}/billing/invoices${query}`);
	const numbers = (page: { body: InvoicePage }) =>
		page.body.results.map(({ invoiceNumber }) => invoiceNumber);

	test('come ten at a time, newest first, without a total', async () => {
		const first = await list('');
		expect(numbers(first)).toEqual(
			[12, 11, 10, 9, 8, 7, 6, 5, 4, 3].map((n) => `LAB-${String(n).padStart(4, '0')}`),
		);
		expect(first.body).not.toHaveProperty('total');
		expect(first.body.previous).toBeNull();
		const second = await list(new URL(first.body.next ?? '').search);
		expect(numbers(second)).toEqual(['LAB-0002', 'LAB-0001']);
		expect(second.body.next).toBeNull();
		const back = await list(new URL(second.body.previous ?? '').search);
		expect(numbers(back)).toEqual(numbers(first));
	});

	test('take a page size from 1 to 100', async () => {
		expect(numbers(await list('?pageSize=3'))).toHaveLength(3);
		expect(numbers(await list('?pageSize=100'))).toHaveLength(12);
		for (const size of ['0', '101', 'x']) {
			const refused = await list(`?pageSize=${size}`);
			expect(refused.status).toBe(400);
			expect(refused.body).toHaveProperty('pageSize');
		}
	});
});

describe('keys for voices', () => {
	const KEYS = `${ME}/tts_api_keys`;

	test('are written, shown by their prefix only, and taken away with null', async () => {
		expect((await lab.api('GET', KEYS)).body).toEqual({});
		const body = { elevenLabs: 'eleven-secret-key', google: '{"private_key":"google-secret"}' };
		const changed = await lab.api('PATCH', KEYS, body);
		expect(changed.body).toEqual({ elevenLabs: { prefix: 'elev' }, google: { prefix: '{"pr' } });
		const less = await lab.api('PATCH', KEYS, { google: null, lmnt: 'lmnt-secret-key' });
		expect(less.body).toEqual({ elevenLabs: { prefix: 'elev' }, lmnt: { prefix: 'lmnt' } });
		expect((await lab.api('GET', KEYS)).body).toEqual(less.body);
		expect((await lab.api('PATCH', KEYS, { lmnt: 3 })).status).toBe(400);
		expect(JSON.stringify(lab.log.entries)).not.toContain('secret');
	});
});
