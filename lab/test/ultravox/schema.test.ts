import type { LabUnderTest } from './support/labUnderTest';
import { startLabUltravox } from './support/labUnderTest';

let lab: LabUnderTest;

beforeAll(async () => {
	lab = await startLabUltravox();
});

afterAll(async () => {
	await lab.close();
});

describe("the vendor's own document", () => {
	test.each([
		['', '', 'application/vnd.oai.openapi'],
		['?format=yaml', 'application/json', 'application/vnd.oai.openapi'],
		['?format=json', '', 'application/json'],
		['', 'application/json', 'application/json'],
		['?lang=de', 'application/vnd.oai.openapi+json; q=1', 'application/vnd.oai.openapi+json'],
	])('%s with Accept "%s" is %s, without a key', async (query, accept, type) => {
		const headers: Record<string, string> = accept === '' ? {} : { accept };
		const {
			status,
			headers: got,
			body,
		} = await lab.api<unknown>('GET', `/api/schema/${query}`, undefined, headers);
		expect([status, got.get('content-type')?.split(';')[0]]).toEqual([200, type]);
		if (type.includes('json')) expect(body).toMatchObject({ openapi: '3.0.3' });
		else expect(body).toContain('openapi: 3.0.3');
	});

	test('has no other format, and no other language than its own', async () => {
		expect((await lab.api('GET', '/api/schema/?format=xml')).status).toBe(400);
		expect((await lab.api('GET', '/api/schema/?lang=xx')).status).toBe(400);
		expect((await lab.api('GET', '/api/schema')).status).toBe(404);
	});
});
